"""Parse names in by-lines: several names, spaced names, names after a department."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import Final

from articles.reading.folding import HAN, fold
from articles.reading.vocabulary import load_table

SEPARATOR: Final = re.compile(r"(?:[\s、,，/;；&|]|(?<=\w\w)和(?=\w\w))+")
PERSON: Final = re.compile(
    rf"[{HAN}]{{2,4}}|[{HAN}]{{1,8}}(?:[·•.‧・][{HAN}]{{1,8}})+|[{HAN}]{{5,7}}|[A-Za-z][A-Za-z .]{{1,30}}"
)
ONE_HAN: Final = re.compile(rf"[{HAN}]")
LONGEST_BODY: Final = 24
LONGEST_SIGNATURE: Final = 30
AND_OTHERS: Final = re.compile(r"(?<=\w) ?等$")
LOGIN: Final = re.compile(r"[a-z][a-z0-9_]*")
TRIM: Final = " \t-—:：()（）[]【】〔〕<>《》|"


@cache
def _not_names() -> frozenset[str]:
    return frozenset(load_table("credit_roles")["nobody"])


@cache
def _department_endings() -> tuple[str, ...]:
    return tuple(load_table("credit_roles")["department_endings"])


@cache
def _surnames() -> frozenset[str]:
    names = load_table("surnames")
    return frozenset("".join(names["common"].split())) | frozenset(names["compound"].split())


def parse_names(value: str) -> tuple[str, ...] | None:
    """Return the names in the value of a by-line; () if it names nobody, None if it is no such value.

    “第六检察部 钟灵” is 钟灵, “政治部” stays as it is, “刘 畅” is one person, “admin” is nobody.
    """
    value = AND_OTHERS.sub("", value.strip(TRIM))
    parts = _join_spaced([part for chunk in SEPARATOR.split(value) if (part := chunk.strip(TRIM))])
    parts = [p for p in parts if fold(p).lower() not in _not_names() and not LOGIN.fullmatch(p)]
    bodies = [part for part in parts if is_office(part)]
    people = [part for part in parts if part not in bodies]
    clause = value.startswith("由") or (bodies and re.search("[,，]", value))  # 图片由本院提供
    if clause or not all(PERSON.fullmatch(part) for part in people):
        return None
    return tuple(people or bodies[:1])


def look_like_names(value: str) -> bool:
    """Whether a value without label is a row of names; one of them must have a common surname.

    A single name of three characters may have a rare one.
    """
    parts = _join_spaced([part for part in SEPARATOR.split(value.strip(TRIM)) if part])
    if not 0 < len(parts) <= 4 or not all(map(_can_be_name, parts)):
        return False
    return any(map(has_surname, parts)) or (
        len(parts) == 1 and len(parts[0]) == 3 and fold(parts[0])[0] in _rare_surnames()
    )


def signature_names(value: str) -> tuple[str, ...]:
    """The people who sign, with or without their office: 张三, （第六检察部 钟灵）; () for other words."""
    plain = value.strip(TRIM)
    names = parse_names(plain) if len(plain) <= LONGEST_SIGNATURE else None
    if not names or not all(map(_can_be_name, names)):
        return ()
    with_office = len(names) < len([part for part in SEPARATOR.split(plain) if part])
    sure = look_like_names(" ".join(names)) or (with_office and all(map(begins_with_name, names)))
    return names if sure else ()


def _can_be_name(part: str) -> bool:
    return 2 <= len(part) <= 4 and bool(PERSON.fullmatch(part)) and not is_office(part)


@cache
def _rare_surnames() -> frozenset[str]:
    return frozenset("".join(load_table("surnames")["rare"].split()))


def has_surname(name: str) -> bool:
    """Whether a name starts with a common or compound surname; four characters need a compound one."""
    folded = fold(name)
    return folded[:2] in _surnames() or (folded[:1] in _surnames() and len(name) <= 3)


def begins_with_name(words: str) -> bool:
    """Whether the first word is a name, an office, or the surname of a spaced name."""
    first = next(iter(words.split()), "")
    return has_surname(first) or is_office(first) or fold(first[:1]) in _rare_surnames() or "·" in first


def _join_spaced(parts: list[str]) -> list[str]:
    """Join the characters of a spaced name: 刘, 畅 → 刘畅; 江, 一, 舟 → 江一舟."""
    joined: list[str] = []
    for single, run in groupby(parts, key=lambda part: bool(ONE_HAN.fullmatch(part))):
        pieces = list(run)
        size = 3 if len(pieces) % 3 == 0 else 2
        joined += _in_groups(pieces, size) if single else pieces
    return joined


def _in_groups(pieces: list[str], size: int) -> list[str]:
    return ["".join(pieces[at : at + size]) for at in range(0, len(pieces), size)]


def is_office(part: str) -> bool:
    """Whether a part of a by-line is an office: 政治部, 市政协办公室."""
    short_name = len(part) <= 3 and has_surname(part)
    return len(part) <= LONGEST_BODY and fold(part).endswith(_department_endings()) and not short_name
