"""extract() never raises, and returns only words of the text."""

from __future__ import annotations

import re
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.reading.speech.extract import Extraction, extract

# Words of reports in random order reach more rules than random characters.
WORDS = """
检察长 副主任 王松 孙刚 欧阳雪 阿布力孜·吐尔洪 扎西次仁 𠮷田明 王 · 我院 市检察院 、 ， 。 ： ； “ ”
‘ ’ " 「 」 （ ） , : . ？ …… 说 表示 强调 指出 提出三点要求 主持会议 作了汇报 会议 他 她们
一是 二要 第三， 1. （一） 首先 最后 随后 今年 和 的 为 任命 三县 要 充分肯定 檢察長 習近平總書記 N
"""
PIECES = st.sampled_from([*WORDS.split(), "\n", " ", "\u3000"])
BODIES = st.lists(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=60), max_size=6)


def covers(body: str, text: str) -> bool:
    """Whether the text stands in the body, verbatim."""
    return text in body


@settings(max_examples=300, deadline=None)
@given(BODIES)
def test_every_statement_is_verbatim_from_the_body(paragraphs: list[str]) -> None:
    body = "\n".join(paragraphs)
    assert all(covers(body, statement.text) for statement in extract(paragraphs).statements)


@settings(max_examples=200, deadline=None)
@given(BODIES)
def test_every_name_stands_in_the_body(paragraphs: list[str]) -> None:
    squeezed = re.sub(r"[\s\u200b-\u200f\u2060\ufeff]", "", "\n".join(paragraphs))
    assert all(person.name in squeezed for person in extract(paragraphs).people)


@settings(max_examples=200, deadline=None)
@given(BODIES)
def test_every_speaker_is_among_the_people(paragraphs: list[str]) -> None:
    extraction = extract(paragraphs)
    assert {s.speaker for s in extraction.statements} == {p.name for p in extraction.people if p.speaks}


@settings(max_examples=100, deadline=None)
@given(BODIES, st.lists(st.text(max_size=5), max_size=3))
def test_any_known_names_are_accepted(paragraphs: list[str], known: list[str]) -> None:
    assert isinstance(extract(paragraphs, known_names=known), Extraction)


@pytest.mark.parametrize(
    "piece", ["第一副", "并且并", "就", "“", "说", "：", "、", "一是", "检察长", "王松说，“", "\u3000"]
)
def test_a_word_repeated_ten_thousand_times_is_read(piece: str) -> None:
    assert isinstance(extract([piece * 10_000]), Extraction)


def test_no_text_has_no_people_or_statements() -> None:
    assert extract([]) == Extraction((), ())


def test_statements_are_in_the_order_of_the_body() -> None:
    paragraphs = ["检察长孙刚表示，要快。副检察长王伟认为，要准。", "主任何彬指出，要稳。"]
    body, places = "\n".join(paragraphs), count()
    found = [(body.index(s.text), next(places)) for s in extract(paragraphs).statements]
    assert found == sorted(found)
