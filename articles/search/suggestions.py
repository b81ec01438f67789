"""The word list: completions while a reader types, and corrections by sound for a query without results."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models import Speaker, Suggestion, Tag
from articles.models.pinyin import reading, syllables
from articles.models.reports import ReportQuerySet

from .grams import fold
from .hits import is_held, newest_texts
from .query import parse

LONGEST_WORD, LONGEST_SLIP = 18, 6  # characters: of a word that is kept; of one inside a longer term
LONGEST_TYPED = 40
CORRECTIONS, COMPLETIONS = 3, 8  # shown
MOST_TRIED = 40  # words that the index is asked for
MOST_ALIKE = 200  # words that begin with the same sound
DELETED_AT_ONCE = 500

#: Kinds of words as jieba calls them: nouns, verbs used as such, short names; then other verbs, idioms.
NOUN = ("n", "vn", "j")
TELLING = ("n", "v", "j", "i", "l")

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
LETTERS = re.compile(r"[a-z]+")
PINYIN_TYPED = re.compile(r"[a-z]+\Z")  # at the end: 孙g
#: Between the parts of a name: 阿布力孜·吐尔洪.
DOT = re.compile(r"[·•‧・]")


def add(names: Iterable[str], titles: Iterable[str]) -> set[str]:
    """Add the names and the words of the titles to the word list; gives them. Takes two queries."""
    texts = {text for text in set(names) if _is_name(text)}
    for title in titles:
        texts |= set(_words(title))
    known = set(Suggestion.objects.filter(text__in=texts).values_list("text", flat=True))
    rows = [row for text in sorted(texts - known) for row in _readings(text)]
    Suggestion.objects.bulk_create(rows, ignore_conflicts=True)
    return texts


def remove_unseen(seen: Collection[str], newest: int) -> None:
    """Delete the words that no report has any more, of those up to the key `newest`.

    Words that were added since the key was read are left alone: the reports that were indexed may lack them.
    """
    listed = Suggestion.objects.filter(pk__lte=newest).order_by("pk").values_list("pk", "text")
    unseen = [pk for pk, text in listed.iterator() if text not in seen]
    for start in range(0, len(unseen), DELETED_AT_ONCE):
        Suggestion.objects.filter(pk__in=unseen[start : start + DELETED_AT_ONCE]).delete()


def _is_name(text: str) -> bool:
    """Whether a name is one word, in any script, and short enough for the list."""
    words = fold(DOT.sub("", text)).split()
    return len(words) == 1 and 2 <= len(words[0]) <= LONGEST_WORD >= len(text)


def _letters(text: str) -> str:
    """The letters and digits of a text, folded, without spaces."""
    return "".join(fold(text).split())


def _words(title: str) -> Iterator[str]:
    """Nouns and verbs of a title, and two neighbouring nouns as one word: 公益, 诉讼, 公益诉讼."""
    import rjieba  # noqa: PLC0415 - its dictionary takes memory that few processes need

    words = rjieba.tag(title)
    for (first, kind), (second, next_kind) in zip(words, [*words[1:], ("", "")], strict=True):
        found = [first] if kind.startswith(TELLING) else []
        if kind.startswith(NOUN) and next_kind.startswith(NOUN):
            found.append(first + second)
        yield from (word for word in found if 2 <= len(word) <= LONGEST_SLIP and HAN.fullmatch(word))


def _readings(text: str) -> Iterator[Suggestion]:
    """A row for each reading: 仇 is chou, as a surname qiu."""
    letters = _letters(text)
    for pinyin in dict.fromkeys((" ".join(syllables(letters)), reading(letters))):
        parts = pinyin.split()
        yield Suggestion(
            text=text,
            pinyin=pinyin,
            letters="".join(parts),
            initials="".join(part[0] for part in parts),
        )


def corrections(text: str, reports: ReportQuerySet) -> list[str]:
    """Corrections of a query without results, each held by one of the reports.

    A word is replaced by one of the same sound: 公益诉颂 by 公益诉讼, and so is gongyi susong.
    """
    query = parse(text)
    tried: dict[str, None] = {}
    for number, term in enumerate(query.terms):
        others = [other.text for place, other in enumerate(query.terms) if place != number]
        for slip in _slips(term.text):
            tried[" ".join([*others[:number], slip, *others[number:]])] = None
    if len(query.terms) > 1 and (letters := "".join(term.text for term in query.terms)).isascii():
        tried |= dict.fromkeys(_sounding(letters))
    return list(_held(tried, reports, CORRECTIONS))


def _slips(term: str) -> Iterator[str]:
    """Words of the same sound as the term, then the term with one word of it replaced, longest first."""
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
    """Words that read as these letters, then those whose initials they are."""
    yield from _ordered(Q(letters="".join(syllables(letters)))).values_list("text", flat=True)
    if LETTERS.fullmatch(letters):
        yield from _ordered(Q(initials=letters)).values_list("text", flat=True)


def _ordered(condition: Q) -> QuerySet[Suggestion]:
    return Suggestion.objects.filter(condition).order_by("pk")


def _known_first(condition: Q) -> QuerySet[Suggestion]:
    tags = Exists(Tag.objects.filter(name=OuterRef("text")))
    people = Exists(Speaker.objects.filter(name=OuterRef("text")))
    return Suggestion.objects.filter(condition).order_by(tags.desc(), people.desc(), "pk")


def completions(text: str, reports: ReportQuerySet) -> list[str]:
    """Words that begin with what was typed, each held by one of the reports; tags first, then people.

    Typed may be characters, pinyin, its initials, or characters followed by pinyin.
    """
    typed = _letters(text)[:LONGEST_TYPED]
    if not typed:
        return []
    # A name may be printed in traditional characters: it sounds alike.
    condition = Q(text__begins=typed) | Q(letters__begins="".join(syllables(typed)))
    if LETTERS.fullmatch(typed):
        condition |= Q(initials__begins=typed)
    words = dict.fromkeys(_known_first(condition).values_list("text", flat=True)[:MOST_ALIKE])
    written = PINYIN_TYPED.sub("", typed)
    return list(_held((word for word in words if _letters(word).startswith(written)), reports, COMPLETIONS))


def _held(texts: Iterable[str], reports: ReportQuerySet, wanted: int) -> Iterator[str]:
    """The first `wanted` of the texts that one of the reports holds; MOST_TRIED are looked for.

    Most stand in one of the newest reports; the index is asked for the others.
    """
    tried = list(islice(texts, MOST_TRIED))
    newest = newest_texts(reports) if tried else []
    number = 0
    for text in tried:
        query = parse(text)
        if query.terms and (any(map(query.fits, newest)) or is_held(reports, query.terms)):
            yield text
            number += 1
            if number == wanted:
                return
