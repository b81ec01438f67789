"""Read metadata from labelled lines: time of publication, source, section, credits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from articles.reading.draft import Problem
from articles.reading.folding import HAN, comparison_key, fold
from articles.reading.page.byline_names import has_surname, parse_names
from articles.reading.page.credits import credits_of, is_office_credit, unique_credits
from articles.reading.page.dates import find_publication_date
from articles.reading.page.fields import MEDIUM, REPOSTED, Field, fields_of, trailing_role, trailing_roles
from articles.reading.page.furniture import furniture_reason, path_steps
from articles.reading.page.lines import CAPTION, CREDIT, META, SHORT, TEXT, PageLine
from articles.reading.page.partial_report import PartialReport
from articles.reading.reasons import PROBLEMS
from articles.reading.vocabulary import load_lines

DATE_KINDS: Final = ("published", "published_weak", "", "updated")  # "": a date without a label
SOURCE_KINDS: Final = ("source", "", "source_weak")
NAME: Final = re.compile(f"[{HAN}]{{2}}|[A-Za-z]{{2,}} [A-Za-z]")  # a code (zx20240816) is no source
WIRE: Final = re.compile(rf"(?:^|\s)((?!本)[{HAN}]{{3,12}}讯)[ (]*$")
LABEL_ALONE: Final = re.compile(rf"^[\[(【]?[{HAN}]{{2,6}}:$")
WEEKDAY: Final = re.compile(r"\s*(?:星期|周)[一二三四五六日天]")  # with a weekday it is often today's date
NO_SECTION: Final = frozenset(
    {
        "正文",
        "内容",
        "详情",
        "文章",
        "全文",
        "新闻",
        "首页",
        "浏览文章",
        "查看文章",
        "文章内容",
        "信息内容",
        "新闻内容",
        "新闻正文",
        "文章正文",
        "内容页",
        "详细内容",
        "文章详情",
        "新闻详情",
        "列表",
    }
)
HOME: Final = re.compile("^首页.|首页$")  # 首页医院动态: steps without separator
SHEET: Final = re.compile(r"(?<=\S) *第 ?[\dA-Z一二三四五六七八九十]{1,4} ?版.*$")  # 要闻 第一版
LONGEST_SECTION: Final = 14
SHORTEST_TITLE: Final = 9
LONGEST_ACCOUNT: Final = 20
POLICE_ACCOUNT: Final = re.compile(f"平安[{HAN}]{{2,4}}")  # 平安锦城


def read_metadata(report: PartialReport) -> PartialReport:
    """Read the values of breadcrumbs, page data and by-lines, then remove these lines and the furniture."""
    data = [line for line in report.lines if line.kind in {META, CREDIT}]
    paths = [line for line in report.lines if line.kind == "breadcrumb"]
    fields = [(line, field) for line in _join_broken_bylines(data) for field in _all_fields(line)]
    fields = _offices_as_sources(fields)
    report = _with_publication(report, fields)
    report = report.with_draft(
        section=_find_section(
            paths, fields, {comparison_key(line.folded) for line in report.lines if line.kind != "breadcrumb"}
        ),
        source=_first_value(fields, SOURCE_KINDS),
        credits=tuple(unique_credits([credit for _, field in fields for credit in credits_of(field)])),
    )
    return report.without([line for line in report.lines if line.kind not in {SHORT, TEXT, CAPTION}])


def _join_broken_bylines(data: list[PageLine]) -> list[PageLine]:
    """Join a by-line whose name stands on the next line: [编辑: / 何某 审核:林某]."""
    whole: list[PageLine] = []
    for line in data:
        above = whole[-1] if whole else None
        if above and line.kind == above.kind == CREDIT and LABEL_ALONE.search(above.folded):
            whole[-1] = replace(
                above, text=f"{above.text} {line.text}", folded=f"{above.folded} {line.folded}"
            )
        else:
            whole.append(line)
    return whole


def _all_fields(line: PageLine) -> list[Field]:
    """All fields of a line: labelled, with the role last, and date and account without a label."""
    if line.kind == CREDIT and (several := trailing_roles(line.text)):
        return several
    if reposted := REPOSTED.match(fold(line.text)):
        source, author = (line.text[slice(*reposted.span(part))] for part in ("source", "author"))
        return [Field("source", "来源", source), Field("credit", "作者", author)]
    found = fields_of(line.text, glued=line.kind == CREDIT)
    wires = [wire[1] for rest in found.rest if (wire := WIRE.search(fold(rest)))]
    fields = [*found.fields, *map(_wire, wires)]
    if line.kind == CREDIT and (medium := MEDIUM.match(line.folded)):
        fields.append(Field("source_weak", "记者", medium["medium"]))
    if not fields and line.kind == CREDIT:
        return [field for field in [trailing_role(line.text)] if field]
    for rest in found.rest:
        fields += _unlabelled(rest, has_date=any(field.kind.startswith("published") for field in fields))
    return fields


def _wire(rest: str) -> Field:
    """The source named by a wire before a by-line: 检察日报讯."""
    return Field("source", "讯", rest.removesuffix("讯").removesuffix("訊"))


def _unlabelled(rest: str, *, has_date: bool) -> Iterator[Field]:
    """A date, and before it the name of the account that published: 昌吉检察 2023-06-02."""
    date = find_publication_date(fold(rest))
    if date and not has_date:
        yield Field("updated" if WEEKDAY.match(rest, date.end) else "", "date", rest[date.start : date.end])
    before = rest[: date.start] if date else ""
    parts = [
        part
        for part in re.split(r"[\s|｜\[\]()（）·【】]+", before)
        if part and not furniture_reason(fold(part))
    ]
    after = rest[date.end :].strip(" |｜[]()（）·【】") if date else ""
    account = next(filter(is_account_name, [*reversed(parts), after]), parts[-1] if parts else "")
    if account and len(account) <= LONGEST_ACCOUNT:
        yield Field("", "source", account)
    for part in parts:
        if part != account and parse_names(part) and has_surname(part):
            yield Field("credit", "作者", part)


def _offices_as_sources(fields: list[tuple[PageLine, Field]]) -> list[tuple[PageLine, Field]]:
    return [
        (line, replace(f, kind="source_weak") if f.kind == "credit" and is_office_credit(f) else f)
        for line, f in fields
    ]


def _with_publication(report: PartialReport, fields: list[tuple[PageLine, Field]]) -> PartialReport:
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for line, field in fields:
        if field.kind not in DATE_KINDS or field.label == "source":
            continue
        date = find_publication_date(fold(field.value))
        if date and date.iso:
            found.setdefault(field.kind, date.iso)
        elif date:
            message = f"{PROBLEMS['impossible_date']} {field.value[date.start : date.end]}"
            problems.append(Problem(line.number, "impossible_date", message))
    report = replace(report, problems=(*report.problems, *problems))
    return report.with_draft(published_at=next((found[kind] for kind in DATE_KINDS if kind in found), None))


def _first_value(fields: list[tuple[PageLine, Field]], kinds: tuple[str, ...]) -> str | None:
    for kind in kinds:
        for _, field in fields:
            value = _without_furniture(re.sub(r" *(?:https?://\S*)$", "", field.value)).strip(" -—|:：")
            if (
                field.kind == kind
                and field.label != "date"
                and NAME.search(value)
                and fold(value) not in _no_sources()
            ):
                return value
    return None


def _without_furniture(value: str) -> str:
    """Cut the page's own words after a blank: “清风法治在线 转载请注明出处”."""
    for blank in re.finditer(" +", value):
        if furniture_reason(fold(value[blank.end() :])):
            return value[: blank.start()]
    return value


@cache
def _no_sources() -> frozenset[str]:
    return frozenset({"本站", "原创", "网络", "本站原创", "未知", "不详", "互联网", "转载", "其他", "其它"})


def _find_section(paths: list[PageLine], fields: list[tuple[PageLine, Field]], lines: set[str]) -> str | None:
    """The section named by the breadcrumb, else by a label; `lines` are the keys of the other lines.

    A single step below the home page is a section. A deeper path is the tree of another site
    (新闻中心 > 法院要闻): its last step is a section only if the page prints it again as a heading.
    """
    for line in paths:
        steps = [
            SHEET.sub("", step)
            for step in path_steps(line.text, line.folded)
            if fold(step) not in NO_SECTION and not HOME.search(fold(step))
        ]
        steps = [step for step in steps if len(step) <= LONGEST_SECTION and not _is_title(step, lines)]
        if steps and (len(steps) == 1 or comparison_key(fold(steps[-1])) in lines):
            return steps[-1]
    return _first_value(fields, ("section",))


def _is_title(step: str, lines: set[str]) -> bool:
    """Whether the last step of the path is the title: it is long and stands as a line too."""
    return len(step) >= SHORTEST_TITLE and comparison_key(fold(step)) in lines


def is_media_name(text: str) -> bool:
    """Whether a line is the name of a medium or account (lexicon/sources.txt)."""
    folded = fold(text) if len(text) <= LONGEST_ACCOUNT else ""
    return folded.endswith(load_lines("sources")) or POLICE_ACCOUNT.fullmatch(folded) is not None


def is_account_name(text: str) -> bool:
    """Whether the words are the name of an account or office (lexicon/accounts.txt)."""
    return 2 < len(text) <= LONGEST_ACCOUNT and fold(text).endswith(load_lines("accounts"))
