"""Bodies and statements to mark, and what can be told of the blocks."""

import re

from articles.models import Appearance, Statement
from articles.models.body import from_paragraphs

OPENING = "会议在丹东召开。"
HOST = "何彬主持会议，希望检察机关更进一步。"


def body(*texts):
    return from_paragraphs(list(texts))


def said(text, pk=1, name="孙刚", *, by=None, **values):
    """A statement that is nowhere stored."""
    appearance = Appearance(
        pk=by or pk, name=name, titles="检察长", printed_organisation="市检察院", **values
    )
    return Statement(pk=pk, appearance=appearance, text=text)


def html_of(blocks):
    return "".join(part.html for block in blocks for part in block.parts)


def words_of(blocks):
    """What is left of the blocks without labels and tags."""
    html = re.sub(r'<span class="speaker-label".*?</span>', "", html_of(blocks))
    return re.sub(r"<[^>]+>", "", html)


def margins(blocks):
    return [[each.statement.pk for each in block.spans] for block in blocks]
