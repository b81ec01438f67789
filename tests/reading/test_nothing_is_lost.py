"""Reading never raises on text, never loops, and neither loses nor doubles a character.

`python -m tests` tries ten thousand pages, two thousand of each kind; plain pytest twenty-five of each.
"""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.reading.draft import Draft, Reading
from articles.reading.formats.detect import extract_content
from articles.reading.page.characters import LINE_END, page_from_text
from articles.reading.page.punctuation import undo
from articles.reading.pipeline import read
from articles.reading.reasons import PROBLEMS, REASONS
from articles.reading.unreadable import Unreadable

from .pages import NOISE, REPORTS, broken, prints, saved_pages

LONGEST = 5.0  # seconds of processor time for a short page, a thousand times what it needs
NOTHING = Reading("utf-8")
NAMED = frozenset({"invisible", "entity"})  # reasons whose text is a description, no quotation
ENCODINGS = st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16"])


class Loops(Exception):
    """The reading did not end."""


@contextmanager
def to_the_end() -> Iterator[None]:
    """Interrupt an endless reading after LONGEST seconds of processor time."""

    def give_up(*_: object) -> None:
        raise Loops

    former = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, former)


def read_or_none(raw: bytes) -> Reading | None:
    """The reading, or None if the bytes are refused."""
    with to_the_end():
        try:
            return read(raw)
        except Unreadable:
            return None


def characters(texts: Iterable[str]) -> Counter[str]:
    return Counter(c for text in texts for c in text if not c.isspace())


def accounted(reading: Reading) -> Counter[str]:
    """The characters of the result and of the removed text."""
    texts = [gone.text for gone in reading.removed if gone.reason in REASONS and gone.reason not in NAMED]
    for report in reading.reports:
        texts.append(title_of(report))
        texts += [undo(piece.text, piece.restored) for piece in (*report.body, *report.captions)]
    return characters(texts)


def read_from_the_path(reading: Reading) -> Counter[str]:
    """The characters of titles that also stand in the breadcrumb from which they were read."""
    paths = [gone.text for gone in reading.removed if gone.reason == "breadcrumb"]
    titles = map(title_of, reading.reports)
    return characters(title for title in titles if any(path.endswith(title) for path in paths))


def title_of(report: Draft) -> str:
    return undo(report.title, report.title_restored)


def printed(raw: bytes) -> Counter[str]:
    """The characters of a file's lines without the invisible ones."""
    return characters(line.text for line in page_from_text(extract_content(raw).text).lines)


def is_kept_or_removed(page: str, encoding: str = "utf-8") -> bool:
    raw = page.encode(encoding, "replace")
    if (reading := read_or_none(raw)) is None:
        return True
    before, after = printed(raw), accounted(reading)
    return not before - after and not after - before - read_from_the_path(reading)


#: Ten thousand pages in all in the full run, twenty-five of each kind by default.
PAGES = settings(max_examples=2000 if settings.get_current_profile_name() == "thorough" else 25)


class TestEveryCharacterIsKeptOrRemovedWithAReason:
    @PAGES
    @given(REPORTS, ENCODINGS)
    def test_of_a_report(self, page: str, encoding: str) -> None:
        assert is_kept_or_removed(page, encoding)

    @PAGES
    @given(prints())
    def test_of_a_text_that_is_printed_twice(self, page: str) -> None:
        assert is_kept_or_removed(page)

    @PAGES
    @given(broken(), ENCODINGS)
    def test_of_a_page_that_is_broken(self, page: str, encoding: str) -> None:
        assert is_kept_or_removed(page, encoding)

    @PAGES
    @given(NOISE)
    def test_of_what_is_no_page(self, text: str) -> None:
        assert is_kept_or_removed(text)

    @PAGES
    @given(saved_pages())
    def test_of_a_saved_page(self, page: tuple[str, str]) -> None:
        html, shown = page
        reading = read_or_none(html.encode())
        assert reading is None or not characters([shown]) - accounted(reading)


@given(st.binary(max_size=200))
def test_bytes_are_read_or_refused(raw: bytes) -> None:
    reading = read_or_none(raw)
    assert reading is None or not printed(raw) - accounted(reading)


@settings(max_examples=50)
@given(st.one_of(REPORTS, prints(), broken()))
def test_every_reason_and_problem_is_known(page: str) -> None:
    reading = read_or_none(page.encode()) or NOTHING
    assert {removed.reason for removed in reading.removed} <= {*REASONS}
    assert {problem.code for problem in reading.problems} <= {*PROBLEMS}


@settings(max_examples=50)
@given(st.one_of(REPORTS, prints(), broken()))
def test_every_line_named_is_a_line_of_the_file(page: str) -> None:
    reading = read_or_none(page.encode()) or NOTHING
    last = len(LINE_END.split(page))
    lines = [r.line for r in reading.removed] + [n for d in reading.reports for p in d.body for n in p.lines]
    assert all(1 <= line <= last for line in lines)


@settings(max_examples=50)
@given(st.one_of(REPORTS, prints(), broken()))
def test_no_paragraph_is_empty(page: str) -> None:
    reading = read_or_none(page.encode()) or NOTHING
    assert all(paragraph.text.strip() for report in reading.reports for paragraph in report.body)


def test_an_endless_reading_is_interrupted(monkeypatch) -> None:
    monkeypatch.setattr("tests.reading.test_nothing_is_lost.LONGEST", 0.01)
    with pytest.raises(Loops), to_the_end():
        all(number for number in count(1))
