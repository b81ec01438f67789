"""Choose the title among the short lines above the text, and split off its section tag."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import Final

from articles.reading.draft import Credit, Removed
from articles.reading.folding import HAN, bigrams, cached_for_short_lines, comparison_key, fold
from articles.reading.page.byline_names import signature_names
from articles.reading.page.credits import add_credits
from articles.reading.page.dates import find_publication_date
from articles.reading.page.furniture import BULLET, path_steps
from articles.reading.page.lines import CAPTION, META, SHORT, TEXT, PageLine
from articles.reading.page.metadata import SHORTEST_TITLE, is_media_name
from articles.reading.page.partial_report import PartialReport
from articles.reading.vocabulary import load_lines

SECTION_TAG: Final = re.compile(
    r"^\s*[「『【\[［〔]\s*([^」』】\]］〕「【\[]{1,12}?)\s*[」』】\]］〕]\s*(?=\S)"
)
LONE_TAG: Final = re.compile(rf"^\s*[「『【\[]\s*([{HAN}]{{2,8}})\s*[」』】\]]\s*$")  # a tag above the title
COLUMN_NAME: Final = re.compile(rf"^\s*([{HAN}·]{{2,8}}) ?[|丨│┃｜] ?(?=\S.{{5}})")
MARK: Final = re.compile(r"^\s*[•·●◆■]\s*(?=\S)")
LABEL: Final = re.compile(r"^\s*(?:文章|新闻|信息)?标题\s*[:：]\s*(?=\S)")
SITES: Final = "网|网站|门户|检察院|法院|政府|人大|政协|在线|日报|公安局|司法局"
SITE_BEHIND: Final = rf"(?:[-_—–|｜]|--|_+)\s*[^-_—–|｜]{{2,24}}(?:{SITES})\s*$"
SITE: Final = re.compile(rf"\s*{SITE_BEHIND}")
SITE_OF_KEY: Final = re.compile(SITE_BEHIND)  # for keys, which have no blanks
DASHES: Final = re.compile(r"^\s*(?:[-—─–―－]{1,4})\s*")
DATE: Final = re.compile(
    r"\s*[\[(（【]?\s*(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s+\d{1,2}:\d\d(?::\d\d)?)?\s*[\])）】]?$"
)
CONTROLS: Final = re.compile(r"\s*\[复制链接\]\s*$")
# 邵勇出席 童大明讲话: who took part in a meeting, below its title
ATTENDANCE: Final = re.compile(
    rf"(?:[{HAN}、]{{2,20}}"
    r"(?:出席|到会|讲话|致辞|致词|主持|主持会议|作报告|参加|列席|传达|通报|陪同)(?: |$)){2,6}"
)
SHOULDER_HEADING: Final = re.compile(
    "(?:时|会上|会议上|现场|期间)(?:强调|指出|表示|要求|说)$"
)  # a line above the title, which continues it
PICTURED: Final = re.compile(
    rf"(?:观看|参观|视察|察看|查看|听取|走访|慰问|检查|调研)[{HAN}]{{2,12}}$"
    rf"|[{HAN}]{{0,8}}(?:会|仪式|活动|庭审|现场)[上中]?$"
)
FARTHEST_BELOW: Final = 3  # lines, including blank ones
FEWEST_PICTURED: Final = 2
LIST_MARK: Final = re.compile(r"^[(]?[一二三四五六七八九十\d]{1,3}[、.)是要]|^第[一二三四五六七八九十]")
ISSUE: Final = re.compile(r"第 ?[\d一二三四五六七八九十百]+ ?[期版]|总第|内部(?:交流|资料)")
SLOGAN: Final = re.compile(f"[{HAN}]{{4,8}}")  # each half
SHORTEST_LEFT: Final = 6  # characters of a title without what the site adds
LONGEST_ACCOUNT: Final = 20
SHORT_ACCOUNT: Final = 8
TEXT_LOOKED_AT: Final = 2000
DATA: Final = frozenset({META, "tools", "share"})
MOST_DATA: Final = 5  # lines of metadata below the title
TOP_LOOKED_AT: Final = 60  # short lines above the text; higher ones are navigation


def find_title(report: PartialReport) -> PartialReport:
    """Set title and section; remove the other lines above the text, each for its reason."""
    lines = report.lines
    first_text = next((i for i, line in enumerate(lines) if line.kind == TEXT), len(lines))
    top = [line for line in lines[:first_text] if line.kind == SHORT]
    candidates = [line for line in top[-TOP_LOOKED_AT:] if _can_be_title(line)]
    if not candidates:
        return _title_of_path(report)
    best = _best_candidate(candidates, report) if len(candidates) > 1 else candidates[0]
    report = _with_title(_with_tag_of_copies(report, best), best)
    return _remove_top_lines(report, best, [line for line in top if line.number != best.number])


def _title_of_path(report: PartialReport) -> PartialReport:
    """Without a candidate, take the last step of the breadcrumb."""
    paths = [removed.text for removed in report.removed if removed.reason == "breadcrumb"]
    steps = [step for text in paths for step in path_steps(text, fold(text))[-1:]]
    if steps and len(steps[-1]) >= SHORTEST_TITLE:
        return report.with_draft(title=steps[-1])
    return report.with_problem(None, "no_title")


@cached_for_short_lines(lines=256)
def title_key(folded: str) -> str:
    """The comparison key of a title without its tag and the site's name."""
    return comparison_key(
        SITE_OF_KEY.sub("", LABEL.sub("", COLUMN_NAME.sub("", SECTION_TAG.sub("", folded))))
    )


def _can_be_title(line: PageLine) -> bool:
    return len(comparison_key(line.folded)) >= 4 and not DASHES.match(line.folded)


def _best_candidate(candidates: list[PageLine], report: PartialReport) -> PageLine:
    lines = report.lines
    copies = Counter(
        title_key(line.folded) for line in lines if line.kind in {SHORT, TEXT} and len(line.text) < 200
    )
    text = "".join(line.folded for line in lines if line.kind == TEXT)[:TEXT_LOOKED_AT]
    data = [removed for removed in report.removed if removed.reason == META]
    names = {comparison_key(fold(name)) for name in (report.draft.section, report.draft.source) if name}
    printed = comparison_key(fold(" ".join(line.text for line in data)))
    names |= {key for line in candidates if (key := title_key(line.folded)) in printed}
    above = {
        max((line.number for line in candidates if line.number < d.line), default=0) for d in data[:MOST_DATA]
    }
    above |= {a.number for a, b in pairwise(lines) if DASHES.match(b.folded)}  # a subtitle follows
    over = {
        a.number
        for a, b in pairwise(candidates)
        if SHOULDER_HEADING.search(a.folded) and b.number - a.number <= FARTHEST_BELOW
    }
    return max(
        candidates,
        key=lambda line: (
            _score(line, copies, text, names) + 2 * (line.number in above) - 6 * (line.number in over)
        ),
    )


def _score(line: PageLine, copies: Counter[str], text: str, names: set[str]) -> float:
    """How likely a line is the title; each term is one piece of evidence."""
    key = title_key(line.folded)
    own = list(bigrams(key))
    score = min(len(key), 30) / 10
    score += 4 * sum(pair in text for pair in own) / max(len(own), 1)
    score += 2 * (copies[key] > 1)
    score += 2 * bool(SECTION_TAG.match(line.folded))
    if key.endswith(load_lines("accounts")) and len(key) <= LONGEST_ACCOUNT:
        score -= 3 + 4 * (len(key) <= SHORT_ACCOUNT)
    score -= 4 * (key in names)  # the name of the section or account
    score -= 3 * bool(ISSUE.search(line.folded))
    return score


def _with_tag_of_copies(report: PartialReport, best: PageLine) -> PartialReport:
    """Take the section tag from a copy of the title if the title has none."""
    key = title_key(best.folded)
    for line in report.lines:
        match = (
            SECTION_TAG.match(line.text)
            if line.number != best.number and title_key(line.folded) == key
            else None
        )
        if match and fold(match[1]).strip() not in load_lines("report_title_prefixes"):
            return report.with_draft(section=match[1])
    return report


def _with_title(report: PartialReport, line: PageLine) -> PartialReport:
    text, removed, section = line.text, [], None
    while (
        match := MARK.match(text) or LABEL.match(text) or SECTION_TAG.match(text) or COLUMN_NAME.match(text)
    ):
        tag = match[1] if match.re in (SECTION_TAG, COLUMN_NAME) else None
        reason = (
            "section_tag"
            if tag and fold(tag).strip() not in load_lines("report_title_prefixes")
            else "title_prefix"
        )
        section = section or (tag if reason == "section_tag" else None)
        removed.append(Removed(line.number, match.group(), reason))
        text = text[match.end() :]
    for pattern, reason in ((CONTROLS, "forum"), (DATE, META), (SITE, "site_name")):
        match = pattern.search(text)
        if match and match.start() >= SHORTEST_LEFT:
            removed.append(Removed(line.number, match.group(), reason))
            text = text[: match.start()]
            report = _with_date_of(report, match.group()) if reason == META else report
    report = replace(report, removed=(*report.removed, *removed))
    report = replace(report, lines=tuple(other for other in report.lines if other.number != line.number))
    return report.with_draft(title=text.strip(), section=section or report.draft.section)


def _with_date_of(report: PartialReport, words: str) -> PartialReport:
    """Take a date after the title as date of publication, if there is no other."""
    date = find_publication_date(fold(words))
    return report.with_draft(published_at=report.draft.published_at or (date.iso if date else None))


def _remove_top_lines(report: PartialReport, title: PageLine, others: list[PageLine]) -> PartialReport:
    """Remove the other short lines above the text: copies, mastheads, subtitles, by-lines."""
    bylines = [BULLET.sub("", line.text) for line in others if _is_byline(line, title)]
    names = [name for byline in bylines for name in signature_names(byline)]
    text = next((line.number for line in report.lines if line.kind == TEXT), 0)
    data = max((g.line for g in report.removed if g.reason in DATA and g.line < text), default=0)
    section, source = (
        comparison_key(fold(name or "")) for name in (report.draft.section, report.draft.source)
    )
    reasons = [(line, _removal_reason(line, title, data, section, source)) for line in others]
    tags = [tag[1] for line, reason in reasons if reason == "masthead" and (tag := LONE_TAG.match(line.text))]
    if report.draft.section is None and tags:
        report = report.with_draft(section=tags[0])
    media = [line.text for line, reason in reasons if reason == "masthead" and is_media_name(line.text)]
    if report.draft.source is None and media:
        report = report.with_draft(source=media[0])
    report = report.without_each((line, reason) for line, reason in reasons if reason)
    report = _mark_captions(
        report, [line for line, reason in reasons if not reason and PICTURED.match(line.folded)]
    )
    return add_credits(report, [Credit("作者", name) for name in names])


def _mark_captions(report: PartialReport, pictured: list[PageLine]) -> PartialReport:
    """Mark two or more lines that name an action or place (座谈会上, 察看办案区) as captions."""
    if len(pictured) < FEWEST_PICTURED:
        return report
    numbers = {line.number for line in pictured}
    lines = tuple(replace(line, kind=CAPTION) if line.number in numbers else line for line in report.lines)
    return replace(report, lines=lines)


def _removal_reason(line: PageLine, title: PageLine, data: int, section: str, source: str) -> str | None:
    """Why a line near the title is removed; after the last metadata (line `data`) it may be text."""
    if title_key(line.folded) == title_key(title.folded):
        return "repeated_title"
    if line.number < title.number:
        return "masthead"
    if _is_byline(line, title):
        return "credit"
    if comparison_key(line.folded) == source or _is_account(line) or _is_slogan(line):
        return "masthead"
    above_data = line.number < data and not LIST_MARK.match(line.folded)
    below_title = DASHES.match(line.folded) or ATTENDANCE.fullmatch(line.folded)
    if below_title or above_data or comparison_key(line.folded) == section:
        return "subtitle"
    return None


def _is_account(line: PageLine) -> bool:
    return len(line.folded) <= SHORT_ACCOUNT and line.folded.endswith(load_lines("accounts"))


def _is_slogan(line: PageLine) -> bool:
    """A slogan of two halves of the same length: 讲好法治故事 守护公平正义."""
    halves = line.folded.split()
    return len(halves) > 1 and len({len(half) for half in halves}) == 1 and all(map(SLOGAN.fullmatch, halves))


def _is_byline(line: PageLine, title: PageLine) -> bool:
    return line.number > title.number and bool(signature_names(BULLET.sub("", line.text)))
