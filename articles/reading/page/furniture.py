"""Recognise page furniture by its own words: lexicon/furniture.toml, navigation bars, breadcrumbs."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from articles.reading.folding import HAN, comparison_key
from articles.reading.vocabulary import load_table

LONGEST: Final = 160  # characters; longer lines are prose
LONGEST_FOOTER: Final = 600  # disclaimers are long
LONGEST_CAPTION: Final = 90
LONGEST_CAPTION_SENTENCE: Final = 40  # longer sentences are prose, even with a by-line
LENGTHS: Final = (LONGEST_CAPTION_SENTENCE, LONGEST_CAPTION, LONGEST_FOOTER)  # limits that patterns depend on
FEWEST_IN_A_BAR: Final = 3

PATH_WORDS: Final = re.compile(r"^.{0,8}位置(?:是|为)? ?[:>]? ?|^.{0,6}路径 ?: ?")
PATH_HOME: Final = re.compile(rf"^[\[(【]?[{HAN}]{{0,12}}首页[\])】]? ?(?:[>»›→/\\]|::|--?>?|—|·|\|>)")
PATH_BARE: Final = re.compile(r"^[^»›>。,]{2,16} ?[»›>]{1,2} ?[^»›>。,]{1,16} ?[»›>]")
PATH_PAIR: Final = re.compile(r"^[^»›>→。,:|]{2,16} ?[»›>→]{1,2} ?[^»›>→。,:|]{2,40}$")  # 平安雁门 > 警营故事
PATH_STEP: Final = re.compile(r" ?(?:[>＞]{1,3}|[»›→/／\\]|::|：：|->) ?")
PATH_DASH: Final = re.compile(r" ?(?:-{1,2}|—{1,2}|－|·|\|) ?")
BAR: Final = re.compile(r" *[|丨│┃/·•] *|  +| ")
# A by-line that only pictures have: …。 本报记者 祁雪峰 摄
SHOT: Final = re.compile(
    rf"[。 ,(](?:[{HAN}]{{1,8}})?(?:记者|通讯员)[ :/]?[{HAN}]{{2,3}}(?: [{HAN}]{{1,3}})? ?摄(?:影)?[)\]]?$"
)
BETWEEN: Final = re.compile(r"[\s|\[\]()【】/:·]+")
BULLET: Final = re.compile(r"^(?:[-*+] ?)?[·•◆◇■□●○★☆►▶→※◎▪▫‣∙・]+ *|^- +|^\[\d{1,2}-\d{1,2}\] ?|^>+ *")
SENTENCE: Final = re.compile(r"[。;!?]|[^ ],[^ ]")

#: A reason, and the search for its words.
Tried = tuple[str, Callable[[str], re.Match[str] | None]]


@cache
def _whole() -> dict[str, str]:
    """Each whole-line phrase, as comparison key, with its reason; the first table counts."""
    found: dict[str, str] = {}
    for reason, patterns in load_table("furniture").items():
        for phrase in patterns.get("whole", ()):
            found.setdefault(comparison_key(phrase), reason)
    return found


@cache
def _whole_firsts() -> frozenset[str]:
    """First characters of these phrases; they rule out most lines."""
    return frozenset(key[0] for key in _whole())


def _first_of(folded: str) -> str:
    return next((c for c in folded if c.isalnum()), "").lower()


@cache
def _patterns(position: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The compiled patterns of all tables for one position, in the order of the file."""
    anchor = r"^[\s\[(【〔·•*#-]{0,4}" if position == "starts" else ""
    return tuple(
        (reason, re.compile(f"{anchor}(?:{'|'.join(map(_small, patterns[position]))})"))
        for reason, patterns in load_table("furniture").items()
        if position in patterns
    )


def _small(pattern: str) -> str:
    r"""The pattern in lower case except for its own escapes (\D): far faster than ignoring case."""
    return re.sub(r"\\.|[A-Z]", lambda found: found[0] if found[0][0] == "\\" else found[0].lower(), pattern)


@cache
def _patterns_of(position: str, prose: bool, stops: bool, length: int) -> tuple[Tried, ...]:
    """The patterns that may match a line: `prose` has several sentences, `stops` a full stop."""
    return tuple(
        (reason, pattern.match if position == "starts" else pattern.search)
        for reason, pattern in _patterns(position)
        if _may_hold(reason, position, prose=prose, stops=stops, length=length)
    )


def _may_hold(reason: str, position: str, *, prose: bool, stops: bool, length: int) -> bool:
    if reason == "links" or (reason == "footer" and position == "starts"):
        return True  # these may be long
    if reason == "caption":
        longest = LONGEST_CAPTION if position == "starts" or not stops else LONGEST_CAPTION_SENTENCE
        return not prose and length <= longest
    return not prose and not (stops and position == "holds")


def furniture_reason(folded: str) -> str | None:
    """Why this line is furniture by its own words; None if they don't show it."""
    if len(folded) > LONGEST_FOOTER:
        return None
    if reason := _whole_reason(folded):
        return reason
    stops = folded.count("。")
    prose = len(folded) > LONGEST or stops > 1
    if folded.endswith(("摄", ")", "]")) and not prose and SHOT.search(folded):
        return "caption"
    length = min(length for length in LENGTHS if len(folded) <= length)
    small = folded.lower()
    for position in ("starts", "holds"):
        for reason, stands in _patterns_of(position, prose, stops > 0, length):
            if stands(small):
                return reason
    return "navigation" if is_bar(folded) else None


def _whole_reason(folded: str) -> str | None:
    """The reason of a phrase, or of a row of phrases (打印 关闭)."""
    if len(folded) > LONGEST or _first_of(folded) not in _whole_firsts():
        return None
    if reason := _whole().get(comparison_key(folded)):
        return reason
    first = None
    for part in BETWEEN.split(folded):
        if key := comparison_key(part):
            reason = _whole().get(key)
            if reason is None:
                return None
            first = first or reason
    return first


def is_bar(folded: str) -> bool:
    """Whether the line is a bar of links: 首页 | 检务公开 | 检察要闻."""
    if len(folded) > LONGEST or SENTENCE.search(folded):
        return False
    parts = [part for part in BAR.split(folded) if part]
    if len(parts) < FEWEST_IN_A_BAR or max(map(len, parts)) > 10:
        return False
    if any(part.endswith("首页") or part == "更多" for part in parts):
        return True
    return "|" in folded and not re.search(r"[:\d]", folded)


def path_steps(text: str, folded: str) -> tuple[str, ...]:
    """The steps of a breadcrumb as printed (首页>>检察业务>>民事检察), () if it is none."""
    if len(folded) > LONGEST or "。" in folded:
        return ()
    words = PATH_WORDS.match(folded)
    if not (words or PATH_HOME.match(folded) or PATH_BARE.match(folded) or PATH_PAIR.match(folded)):
        return ()
    rest = text[words.end() :] if words else text
    steps = [step.strip(" []【】()") for step in PATH_STEP.split(rest)]
    if len(steps) == 1:
        steps = [step.strip() for step in PATH_DASH.split(rest)]
    return tuple(step for step in steps if step)


def is_bulleted(folded: str) -> bool:
    """Whether the line is an entry of a list of links: a bullet without the end of a sentence."""
    return bool(BULLET.match(folded)) and "。" not in folded and folded[-1] not in ";:"
