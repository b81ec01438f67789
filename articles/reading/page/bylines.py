"""Cut by-lines out of paragraphs: 本网讯(记者 甲 通讯员 乙)…, …。（供稿：花蕾）"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from articles.reading.draft import Credit, Removed
from articles.reading.folding import HAN, fold
from articles.reading.page.byline_names import look_like_names, parse_names
from articles.reading.page.credits import add_credits, credits_of
from articles.reading.page.fields import fields_of, trailing_role, trailing_roles
from articles.reading.page.partial_report import PartialReport

DAY: Final = r"\d{1,2}月\d{1,2}日"
WIRE: Final = rf"(?P<wire>[{HAN}A-Za-z\d·“”]{{2,16}}?)(?:{DAY}电|(?:{DAY})?电?讯)"
LEAD: Final = re.compile(
    rf"^\W{{0,3}}(?:{WIRE}\W{{0,2}} ?)?[(](?P<inner>[^()]{{2,60}})[)][^\w“‘\x22「『《(]{{0,2}} ?"
)
OPEN_LEAD: Final = re.compile(
    rf"^\W{{0,3}}(?:{WIRE}[ :,]{{0,2}})(?P<inner>(?:记者|通讯员)[^,。;:()]{{2,40}}?)"
    r"(?: ?(?:摄影)?报道)?[: ,]{1,2}"
)
REPORTED: Final = re.compile(
    r"^\W{0,3}(?P<wire>本[报网])?(?P<inner>(?:记者|通讯员)[^,。;:()]{2,20}?) ?(?:摄影)?报道[: ,]{1,2}"
)
TAIL: Final = re.compile(r"[(\[【](?P<inner>[^()\[\]【】]{2,60})[)\]】]\s*[。]?$")
OPEN_TAIL: Final = re.compile(
    r"(?<=[。!?”])\s*(?P<inner>(?:供稿|文|图|文/图|图/文|记者|通讯员|撰稿|作者|来源|摄影)[:/ ][^。,;]{2,60})$"
)
DAY_BEFORE_WIRE: Final = re.compile(DAY)
PLACE_IN_WIRE: Final = re.compile(
    rf"([{HAN}]{{1,10}}?[社网报台])(?=[{HAN}]{{2,7}}$)(?!.*[社网报台]$)"
)  # 新华社·北京
WIRE_ONLY: Final = re.compile(rf"^[【\[(]?\s*{WIRE}\s*(?:[】\])]|(?=[ :(]))")
MOST_LEADS: Final = 8  # paragraphs that may start with 本网讯(记者 甲): a summary or list may stand above
SIGNATURE: Final = re.compile(rf"(?<=。|！|？|”)\s*(?P<inner>[{HAN}]{{2,3}}|[{HAN}] [{HAN}])$")
RUN_ON: Final = re.compile(rf"(?<=[{HAN}]{{2}})(?=(?:通讯员|实习生)[ {HAN}])(?<!特约)(?<!本[报网])")
LONGEST_LEAD: Final = 140  # characters
LONGEST_TAIL: Final = 70
WIRED: Final = re.compile("[讯电]|本[报网]")
FARTHEST_WIRE: Final = 28
EMPLOYER: Final = re.compile("(?:作者)?单位[:：]|作者(?:系|为|单位)")
OWN_WIRES: Final = frozenset(
    {"本报", "本网", "本站", "本院", "本刊", "本台", "网", "通", "简", "快", "短", "资", "据", "又", "综合"}
)


def cut_bylines(report: PartialReport) -> PartialReport:
    """Cut by-lines at the start and end of paragraphs, and take the source from “…讯”."""
    report = _set_wire_source(report)
    body, removed, credits = [], [], []
    for place, paragraph in enumerate(report.draft.body):
        last = place == len(report.draft.body) - 1
        text, cut, found = _cut(paragraph.text, place, last=last)
        removed += [Removed(paragraph.lines[-1 if at else 0], words, "credit") for at, words in cut]
        credits += found
        if text:
            body.append(replace(paragraph, text=text) if cut else paragraph)
    report = report.with_body(body, report.draft.captions, removed)
    return add_credits(report, credits)


def _cut(text: str, place: int, *, last: bool) -> tuple[str, list[tuple[int, str]], list[Credit]]:
    """The paragraph without its by-lines, the cut words (0 at the start, 1 at the end), and the credits."""
    cut: list[tuple[int, str]] = []
    credits: list[Credit] = []
    if place < MOST_LEADS and (lead := _match_lead(text, place)):
        end, credits = lead
        cut.append((0, text[:end]))
        text = text[end:]
    if last and (match := SIGNATURE.search(text)) and _is_signature(match["inner"]):
        cut.append((1, text[match.start() :]))
        credits += [Credit("作者", "".join(match["inner"].split()))]
        text = text[: match.start()]
    while match := _match_tail(fold(text[-LONGEST_TAIL:])):
        offset = max(len(text) - LONGEST_TAIL, 0)
        inner = text[offset + match.start("inner") : offset + match.end("inner")]
        found = credits_of_words(inner, unlabelled=last)
        if not found and not (last and EMPLOYER.match(inner)):
            break
        cut.append((1, text[offset + match.start() :]))
        credits += found
        text = text[: offset + match.start()].rstrip()
    return text, cut, credits


def _match_lead(text: str, place: int) -> tuple[int, list[Credit]] | None:
    """Where the by-line at the start of a paragraph ends, and its credits; later ones need a wire."""
    folded = fold(text[:LONGEST_LEAD])
    if place and not WIRED.search(folded, 0, FARTHEST_WIRE):
        return None
    match = LEAD.match(folded) or OPEN_LEAD.match(folded) or REPORTED.match(folded)
    if match is None:
        return None
    wired = match["wire"] is not None
    words = text[match.start("inner") : match.end("inner")]
    credits = credits_of_words(words, unlabelled=wired) if wired or place == 0 else []
    return (match.end(), credits) if credits else None


def _match_tail(end: str) -> re.Match[str] | None:
    return TAIL.search(end) or OPEN_TAIL.search(end)


def _is_signature(words: str) -> bool:
    """Whether a name stands alone after the last sentence: …立行立改。鲁小满; but not …谢谢."""
    return look_like_names(words) and words[0] != words[1]


def credits_of_words(words: str, *, unlabelled: bool = False) -> list[Credit]:
    """The credits if the words are nothing but by-lines; else []."""
    words = RUN_ON.sub(" ", words)
    found = fields_of(words, glued=True)
    if unlabelled and found.fields and len(found.rest) == 1 and look_like_names(found.rest[0]):
        unnamed = [Credit("作者", name) for name in parse_names(found.rest[0]) or ()]
        return [*unnamed, *credits_of_words(words[words.index(found.rest[0]) + len(found.rest[0]) :])]
    if found.fields and all(
        field.kind == "credit" and parse_names(field.value) is not None for field in found.fields
    ):
        return [credit for field in found.fields for credit in credits_of(field)] if not found.rest else []
    if several := trailing_roles(words):
        return [credit for field in several for credit in credits_of(field)]
    behind = trailing_role(words)
    if behind and parse_names(behind.value) and look_like_names(" ".join(parse_names(behind.value) or ())):
        return credits_of(behind)
    names = parse_names(words) if unlabelled else None
    if names and look_like_names(" ".join(names)):
        return [Credit("作者", name) for name in names]
    return []


def _set_wire_source(report: PartialReport) -> PartialReport:
    """Take a named wire (珠江晚报讯) as source if the page prints none."""
    if report.draft.source or not report.draft.body:
        return report
    text = report.draft.body[0].text
    match = WIRE_ONLY.match(fold(text))
    if not match or fold(match["wire"]) in OWN_WIRES:
        return report
    wire = text[match.start("wire") : match.end("wire")]
    placed = PLACE_IN_WIRE.match(wire) if DAY_BEFORE_WIRE.match(fold(text), match.end("wire")) else None
    return report.with_draft(source=placed[1] if placed else wire)
