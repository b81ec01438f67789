"""The words that reports print, by their sound: what a reader may have meant, and may be about to type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import rjieba
from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models import Report, Speaker, Suggestion, Tag
from articles.models.pinyin import reading, syllables

from .grams import fold
from .hits import holding
from .query import parse

LONGEST_WORD, LONGEST_SLIP = 18, 6  # characters: of a word that is kept; of one inside a longer term
LONGEST_TYPED = 40
MEANT, OFFERED = 3, 8  # suggestions shown
MOST_TRIED = 40  # words that the index is asked for
MOST_ALIKE = 200  # words that begin with the same sound

#: Kinds of words as jieba calls them: nouns, verbs used as such, short names; then other verbs, idioms.
NOUN = ("n", "vn", "j")
TELLING = ("n", "v", "j", "i", "l")

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
LETTERS = re.compile(r"[a-z]+")
PINYIN_TYPED = re.compile(r"[a-z]+\Z")  # at the end: 孙g
#: Between the parts of a name: 阿布力孜·吐尔洪.
DOT = re.compile(r"[·•‧・]")


def remember(names: Iterable[str], titles: Iterable[str]) -> None:
    """Keep the names, of people, organisations and tags, and the words of the titles. Takes two queries."""
    found = {text for text in names if _is_name(text)}
    for title in titles:
        found |= set(_words(title))
    known = set(Suggestion.objects.filter(text__in=found).values_list("text", flat=True))
    rows = [row for text in sorted(found - known) for row in _rows(text)]
    Suggestion.objects.bulk_create(rows, ignore_conflicts=True)


def _is_name(text: str) -> bool:
    """Whether it is one word, in any letters, of a length that is kept."""
    words = fold(DOT.sub("", text)).split()
    return len(words) == 1 and 2 <= len(words[0]) <= LONGEST_WORD >= len(text)


def _letters(text: str) -> str:
    """Its letters and digits, folded, side by side."""
    return "".join(fold(text).split())


def _words(title: str) -> Iterator[str]:
    """Words of a title that tell of something, and two nouns side by side as one: 公益, 诉讼, 公益诉讼."""
    words = rjieba.tag(title)
    for (first, kind), (second, next_kind) in zip(words, [*words[1:], ("", "")], strict=True):
        found = [first] if kind.startswith(TELLING) else []
        if kind.startswith(NOUN) and next_kind.startswith(NOUN):
            found.append(first + second)
        yield from (word for word in found if 2 <= len(word) <= LONGEST_SLIP and HAN.fullmatch(word))


def _rows(text: str) -> Iterator[Suggestion]:
    """A row a reading: 仇 is chou, as a surname qiu."""
    letters = _letters(text)
    for pinyin in dict.fromkeys((" ".join(syllables(letters)), reading(letters))):
        parts = pinyin.split()
        yield Suggestion(
            text=text,
            pinyin=pinyin,
            letters="".join(parts),
            initials="".join(part[0] for part in parts),
        )


def forget() -> None:
    """All words, before every report is read anew."""
    Suggestion.objects.all().delete()


def meant(text: str, reports: QuerySet[Report]) -> list[str]:
    """What a query that found nothing may have meant: words of the same sound that one of the reports holds
    along with the rest of the query. 公益诉颂 was 公益诉讼, and so was gongyi susong."""
    query = parse(text)
    tried: dict[str, None] = {}
    for number, term in enumerate(query.terms):
        others = [other.text for place, other in enumerate(query.terms) if place != number]
        for slip in _slips(term.text):
            tried[" ".join([*others[:number], slip, *others[number:]])] = None
    if len(query.terms) > 1 and (letters := "".join(term.text for term in query.terms)).isascii():
        tried |= dict.fromkeys(_sounding(letters))
    return list(_held(tried, reports, MEANT))


def _slips(term: str) -> Iterator[str]:
    """Words of the same sound as the term, then the term with a word of it replaced by such another, the
    longest first."""
    yield from (word for word in _sounding(_letters(term)) if word != term)
    readings = [syllables(character)[0] for character in term]
    spans = [
        (start, end)
        for size in range(min(len(term), LONGEST_SLIP), 1, -1)
        for start in range(len(term) - size + 1)
        if HAN.fullmatch(term[start : (end := start + size)])
    ]
    sounds = {span: " ".join(readings[slice(*span)]) for span in spans}
    alike: dict[str, list[str]] = {}
    for pinyin, text in _ordered(Q(pinyin__in=set(sounds.values()))).values_list("pinyin", "text"):
        alike.setdefault(pinyin, []).append(text)
    for (start, end), pinyin in sounds.items():
        for word in alike.get(pinyin, ()):
            if word != term[start:end]:
                yield term[:start] + word + term[end:]


def _sounding(letters: str) -> Iterator[str]:
    """Words that sound as these letters do; where they are pinyin, then those of which they are initials."""
    yield from _ordered(Q(letters="".join(syllables(letters)))).values_list("text", flat=True)
    if LETTERS.fullmatch(letters):
        yield from _ordered(Q(initials=letters)).values_list("text", flat=True)


def _ordered(condition: Q) -> QuerySet[Suggestion]:
    return Suggestion.objects.filter(condition).order_by("pk")


def _known_first(condition: Q) -> QuerySet[Suggestion]:
    tags, people = (Exists(model.objects.filter(name=OuterRef("text"))) for model in (Tag, Speaker))
    return Suggestion.objects.filter(condition).order_by(tags.desc(), people.desc(), "pk")


def beginning(text: str, reports: QuerySet[Report]) -> list[str]:
    """Words that begin with what was typed, in characters, pinyin or its initials, or characters and then
    pinyin, and that one of the reports holds; tags come first, then people."""
    typed = _letters(text)[:LONGEST_TYPED]
    if not typed:
        return []
    # A name may be printed in traditional characters: it sounds alike.
    condition = Q(text__startswith=typed) | Q(letters__startswith="".join(syllables(typed)))
    if LETTERS.fullmatch(typed):
        condition |= Q(initials__startswith=typed)
    words = dict.fromkeys(_known_first(condition).values_list("text", flat=True)[:MOST_ALIKE])
    written = PINYIN_TYPED.sub("", typed)
    return list(_held((word for word in words if _letters(word).startswith(written)), reports, OFFERED))


def _held(texts: Iterable[str], reports: QuerySet[Report], wanted: int) -> Iterator[str]:
    """The first few of the texts that find one of the reports."""
    found = 0
    for text in list(texts)[:MOST_TRIED]:
        terms = parse(text).terms
        if terms and reports.filter(holding(*terms)).exists():
            yield text
            found += 1
            if found == wanted:
                return
