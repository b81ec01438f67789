"""Turn by-lines into credits: the role as printed, one credit per name."""

from __future__ import annotations

import re
from typing import Final

from articles.reading.draft import Credit
from articles.reading.folding import HAN, fold
from articles.reading.page.byline_names import is_office, parse_names
from articles.reading.page.fields import Field, fields_of, trailing_role, trailing_roles
from articles.reading.page.partial_report import PartialReport
from articles.reading.vocabulary import load_table

PUBLISHING_ROLES: Final = frozenset(
    {"发布", "发布人", "发布者", "上传", "上传者", "录入", "录入人", "录入者"}
)
CREDIT_AFTER_CAPTION: Final = re.compile(
    rf"(?:^|[\s。.,，(（])([{HAN}·]{{2,8}}|[{HAN}] [{HAN}]) ?(摄影报道|摄影|供图|摄|攝影|攝|供圖)[)）]?$"
)
CREDIT_IN_CAPTION: Final = re.compile(r"[(（\[【]([^()（）\[\]【】]{2,30})[)）\]】]$")


def credits_of(field: Field) -> list[Credit]:
    """The credits of one by-line."""
    if field.kind != "credit" or is_office_credit(field):
        return []
    if several := trailing_roles(field.value):  # 通讯员:李四/文 张三/图
        return [credit for one in several for credit in credits_of(one)]
    role = load_table("credit_roles")["called"].get(fold(field.label), field.label)
    behind = trailing_role(field.value)  # 记者 何田田 文/图
    return [Credit(role, name) for name in parse_names(behind.value if behind else field.value) or ()]


def is_office_credit(field: Field) -> bool:
    """Whether an office published the page (发布者:科研办): it is a source, no credit."""
    names = parse_names(field.value) or ()
    return fold(field.label) in PUBLISHING_ROLES and any(is_office(name) for name in names)


def credits_in_caption(text: str) -> list[Credit]:
    """Who took the picture: (鲍雪芹 摄), [发布会现场 摄影:莫离], 图/文 闻人杰."""
    bracket = CREDIT_IN_CAPTION.search(text)
    inner = bracket[1] if bracket else text
    fields = [
        f
        for f in fields_of(inner).fields
        if f.kind == "credit" and fold(f.label) not in {"图", "图片", "配图"}
    ]
    if not fields and bracket and (field := trailing_role(inner)):
        fields = [field]
    if not fields and (match := CREDIT_AFTER_CAPTION.search(text)):
        fields = [Field("credit", match[2], match[1])]
    return [credit for field in fields for credit in credits_of(field)]


def unique_credits(credits: list[Credit]) -> list[Credit]:
    """Drop repeated credits; the writer is named once whatever the role is called."""
    writing = frozenset(load_table("credit_roles")["writing"])
    kept: dict[tuple[str, str], Credit] = {}
    for credit in credits:
        role = "作者" if fold(credit.role) in writing else credit.role
        kept.setdefault((role, credit.name), credit)
    return list(kept.values())


def add_credits(report: PartialReport, credits: list[Credit]) -> PartialReport:
    """Add credits that the draft does not have yet."""
    if not credits:
        return report
    return report.with_draft(credits=tuple(unique_credits([*report.draft.credits, *credits])))
