"""Classify each line by its own words; lines that need their neighbours stay SHORT or TEXT."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from articles.reading.folding import HAN, LONGEST_CACHED, comparison_key, fold
from articles.reading.page.byline_names import begins_with_name, has_surname, look_like_names, parse_names
from articles.reading.page.dates import find_publication_date
from articles.reading.page.fields import (
    MEDIUM,
    REPOSTED,
    Field,
    Fields,
    fields_of,
    trailing_role,
    trailing_roles,
)
from articles.reading.page.furniture import furniture_reason, is_bulleted, path_steps
from articles.reading.page.lines import CREDIT, META, SHORT, TEXT, Page, PageLine, make_line
from articles.reading.vocabulary import load_lines

LONGEST_TITLE: Final = 60
SHORTEST_TITLE: Final = 9
LONGEST_CLAUSE: Final = 45  # characters of a title with a comma; longer lines are prose
LONGEST_VALUE: Final = 40
LONGEST_REST: Final = 20  # characters without label beside the fields: the account's name
BULLETED: Final = "bulleted"
ADDRESS: Final = re.compile(r"(?:https?://|www\.)[\x21-\x7e]*")
SITE_ADDRESS: Final = re.compile(r"^https?://[!-~]*?(?=(?:19|20)\d\d[年/-]|[^!-~]) *")
COUNTER_VALUE: Final = re.compile(r"[\d\s,.万亿+次人条票:xX-]*(?:loading|加载中)?[^\w]*")
SIGNED: Final = re.compile("(?:本报|本网|本台|特约|见习|实习)?(?:记者|通讯员)")
BIG_NUMBER: Final = re.compile(r"(?:PART|NO)?[ .]?[0-9]{1,2}[.、]?", re.IGNORECASE)  # above a heading
PROSE: Final = re.compile(rf"[。;]|[:,、]$|[!?。]”$|[{HAN}”]\.$")
METADATA_KINDS: Final = frozenset(
    {"published", "published_weak", "updated", "source", "source_weak", "section", "credit"}
)


def classify_each_line(page: Page) -> Page:
    """Set the kind of each line from its own words."""
    return replace(
        page,
        lines=tuple(PageLine(line.number, line.text, line.folded, line_kind(line)) for line in page.lines),
    )


def apply_format_kinds(page: Page) -> Page:
    """Set the kind that HTML or Word gives to lines whose words leave it open."""
    if not page.format_kinds:
        return page
    return replace(
        page, lines=tuple(_with_format_kind(line, page.format_kinds.get(line.number)) for line in page.lines)
    )


def _with_format_kind(line: PageLine, format_kinds: str | None) -> PageLine:
    return replace(line, kind=format_kinds) if format_kinds and line.kind in {SHORT, TEXT} else line


def line_kind(line: PageLine) -> str:
    """TEXT, SHORT, CAPTION, META, CREDIT, BULLETED, or the reason why the line is furniture."""
    return _classify_short(line.text) if len(line.text) <= LONGEST_CACHED else _classify(line)


@lru_cache(maxsize=4096)  # pages of a site share their furniture
def _classify_short(text: str) -> str:
    return _classify(make_line(0, text))


def _classify(line: PageLine) -> str:
    folded = line.folded
    if not any(map(str.isalnum, folded)) or BIG_NUMBER.fullmatch(folded):
        return "ornament"
    if path_steps(line.text, folded):
        return "breadcrumb"
    return _metadata_kind(line) or furniture_reason(folded) or _prose_or_short(folded)


def _prose_or_short(folded: str) -> str:
    if is_bulleted(folded):
        return BULLETED
    if (
        PROSE.search(folded)
        or len(folded) > LONGEST_TITLE
        or ("," in folded and len(folded) > LONGEST_CLAUSE)
    ):
        return TEXT
    return SHORT


def _metadata_kind(line: PageLine) -> str | None:
    """META, CREDIT or “tools” if the whole line is labelled values and controls."""
    found = fields_of(line.text)
    if not found.fields:
        reposted = line.folded.startswith("以下") and REPOSTED.match(line.folded)
        return META if reposted else _unlabelled_kind(line)
    if not all(map(_value_fits, found.fields)) or not _rest_fits(found):
        return None
    kinds = {field.kind for field in found.fields}
    if kinds == {"issue"}:
        return "masthead"
    if kinds == {"credit"} and not find_publication_date(line.folded):
        return CREDIT
    if kinds & METADATA_KINDS or find_publication_date(line.folded):
        return META
    return furniture_reason(line.folded) or "tools"


def _value_fits(field: Field) -> bool:
    """Whether the value suits its label; “记者:近年来,…” is no by-line."""
    value = field.value
    if field.kind in {"credit", "issue"}:
        if trailing_roles(value):
            return True
        behind = trailing_role(value)
        return parse_names(behind.value if behind else value) is not None
    if field.kind in {"published", "published_weak", "updated", "other_date"}:
        return not comparison_key(value) or find_publication_date(value) is not None
    if field.kind == "counter":
        return bool(COUNTER_VALUE.fullmatch(value)) or furniture_reason(fold(value)) is not None
    return (
        len(value) <= (2 * LONGEST_VALUE if field.kind in {"control", "catalogue"} else LONGEST_VALUE)
        and "。" not in value
    )


def _rest_fits(found: Fields) -> bool:
    rest = [
        words for part in found.rest if (words := ADDRESS.sub("", part)) and not furniture_reason(fold(words))
    ]
    words = "".join(rest)
    date = find_publication_date(words)
    if date:
        words = words[: date.start] + words[date.end :]
    return len(comparison_key(words)) <= LONGEST_REST and not re.search("[。；，,;]", words)


def _unlabelled_kind(line: PageLine) -> str | None:
    """META for a date, alone or with the account's name; CREDIT for (鲍雪芹 供图)."""
    folded = line.folded
    in_brackets = folded[0] in "([【" and folded[-1] in ")]】"
    if (in_brackets and _is_byline(line.text)) or _are_bylines(line.text) or _is_signed(line):
        return CREDIT
    if is_bulleted(folded):
        return None
    folded = SITE_ADDRESS.sub("", folded)  # http://www.… 2004年01月12日18:55 新华网
    date = find_publication_date(folded) if len(folded) <= 2 * LONGEST_VALUE else None
    if date is None:
        return None
    before, after = folded[: date.start], folded[date.end :]
    loose = (not before or before[-1] in " |[(·【/") and (not after or after[0] in " |])·】/")
    rest = [
        part
        for part in re.split(r"[\s|\[\]()·【】]+", before + " " + after)
        if part and not furniture_reason(part)
    ]
    if loose and len(rest) <= 3 and all(map(_is_account, rest)) and not re.search("[。;,]", before + after):
        return META
    return None


def _is_account(words: str) -> bool:
    """Whether the words beside a bare date are a name; a title with its date is none."""
    return len(words) < SHORTEST_TITLE or (
        len(words) <= LONGEST_REST and words.endswith(load_lines("accounts"))
    )


def _are_bylines(text: str) -> bool:
    found = trailing_roles(text)
    return bool(found) and all(look_like_names(field.value) for field in found)


def _is_signed(line: PageLine) -> bool:
    """By-lines without brackets or colons: 甘棠 文/图, 记者甘棠 通讯员马小跳, 江汉法治报全媒体记者 甘棠."""
    if len(line.folded) > LONGEST_VALUE or PROSE.search(line.folded):
        return False
    behind = trailing_role(line.text)
    if behind and line.text[len(behind.value)] in " /\u3000":
        return _all_names(behind.value)
    if not (SIGNED.match(line.folded) or MEDIUM.match(line.folded)):
        return False
    found = fields_of(line.text, glued=True)
    return not found.rest and all(f.kind == "credit" and _all_names(f.value) for f in found.fields)


def _all_names(value: str) -> bool:
    names = parse_names(value) or ()
    return bool(names) and all(has_surname(name) or "·" in name for name in names)


def _is_byline(text: str) -> bool:
    trailing = trailing_role(text)
    found = trailing or next(iter(fields_of(text.strip("()（）[]【】"), glued=True).fields), None)
    if found is None or found.kind != "credit":
        return False
    names = parse_names(found.value) or ()
    return any(map(begins_with_name, names)) if found is trailing else bool(names)
