"""Checks of wording: fixed terms in lexicon/terms.toml, and the newsroom's word list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from articles.editorial.checks.finding import Finding, Kind, Level
from articles.editorial.checks.lists import terms
from articles.editorial.checks.manuscript import Manuscript, Wording

LAW = _("The name in law")
PROCURATORATE = Kind("procuratorate_names", Level.ERROR, _("Names of procuratorates and their posts"), LAW)
CHIEF = Kind("chief_procurator", Level.ERROR, _("Head of a procuratorate"), LAW)
CONGRESS = Kind("congress_posts", Level.WARNING, _("Posts at people's congresses"), LAW)
DEPUTIES = Kind("congress_deputies", Level.WARNING, _("Deputies to people's congresses"), LAW)
LISTED = Kind("word_list", Level.WARNING, _("Word list"), _("The newsroom's own word list"))

ADVICE = _("Write: %(right)s.")


def procuratorate_names(manuscript: Manuscript) -> Iterator[Finding]:
    """检查院, 检查官 and the like, where the procuratorate is meant."""
    return _terms(manuscript, "procuratorate", PROCURATORATE)


def chief_procurator(manuscript: Manuscript) -> Iterator[Finding]:
    """院长 of a procuratorate: its head is the 检察长."""
    return _terms(manuscript, "chief", CHIEF)


def congress_posts(manuscript: Manuscript) -> Iterator[Finding]:
    """人大副主任: the post belongs to the standing committee."""
    return _terms(manuscript, "congress", CONGRESS)


def congress_deputies(manuscript: Manuscript) -> Iterator[Finding]:
    """人民代表 for a deputy of a people's congress, 人大代表."""
    return _terms(manuscript, "deputies", DEPUTIES)


def word_list(manuscript: Manuscript) -> Iterator[Finding]:
    """Words of the newsroom's word list."""
    return _find_words(manuscript, manuscript.wordings, LISTED)


def _terms(manuscript: Manuscript, name: str, kind: Kind) -> Iterator[Finding]:
    return _find_words(manuscript, terms("terms", name), kind)


def _find_words(manuscript: Manuscript, wordings: Iterable[Wording], kind: Kind) -> Iterator[Finding]:
    """Find wrong words, except inside right ones."""
    for place, text in manuscript.passages():
        for wording in wordings:
            for start in _places(text, wording):
                advice = ADVICE % {"right": wording.right} if wording.right else _("Avoid this word.")
                yield kind.at(
                    place,
                    wording.wrong,
                    advice,
                    start=start,
                    fix=wording.right or None,
                    level=wording.level,
                    legal_basis=wording.legal_basis,
                )


def _places(text: str, wording: Wording) -> Iterator[int]:
    wrong = wording.wrong
    if not wrong or wrong not in text:
        return
    right = [word for word in (wording.right, *wording.except_in) if word and wrong in word]
    spans = [match.span() for word in right for match in re.finditer(re.escape(word), text)]
    for match in re.finditer(re.escape(wrong), text):
        if not any(start <= match.start() and match.end() <= end for start, end in spans):
            yield match.start()
