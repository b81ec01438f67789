"""Parse labelled values of a line: 发布时间:… 来源:… (供稿:花蕾 审核:巫晓岚)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from articles.reading.folding import HAN, fold
from articles.reading.page.byline_names import begins_with_name
from articles.reading.vocabulary import load_table, longest_first

LONGEST_LINE: Final = 400  # characters; longer lines hold no metadata
LONGEST_BYLINE: Final = 40
OPENERS: Final = " |｜[【(（〔〖"
TRAILING_REMARK: Final = re.compile(r"(?<=\w)[(（][^()（）]*$")  # 供稿:张三（政治部）
NAME_CHARACTERS: Final = frozenset("文图画绘")  # roles only after a blank: 沈从文 is a name
BEFORE_DATE: Final = re.compile(r"(?<=[^\W\d]) (?=(?:19|20)\d\d[-/.年])")  # 来源:县检察院 2017-09-13
CONTROL_BEFORE_DATE: Final = re.compile(
    r"[\]】)〕〗 ] *(?=(?:19|20)\d\d[-/.年])"
)  # 【字体:大 中 小】 2022-11-09
REPOSTED: Final = re.compile(
    "以下(?:文章|内容|视频)来源于 ?(?P<source>[^ ,]{2,20}) ?,作者 ?:? ?(?P<author>[^ ,]{2,20})$"
)
# 江汉法治报全媒体记者 周牧: the medium stands directly before the role.
MEDIUM: Final = re.compile(
    rf"(?P<medium>(?![本我该各多众]|[全融新自]媒)[{HAN}·•]{{1,16}}?(?:报|网|台|社|刊|视|云|媒体?|新闻|中心|频道|客户端))"
    r"(?=(?:全媒体|融媒体?|首席|特约|见习|实习|驻站)?(?:记者|通讯员)(?:[ :/]|$))"
)
DATE_AT: Final = re.compile(r" *(?:19|20)\d\d *[-/.年] *\d")
REPORTER: Final = re.compile(rf"^{MEDIUM.pattern}[{HAN}]{{0,3}}(?:记者|通讯员)[ :/]*")
VALUE_END: Final = re.compile(r"[\]】)〕〗|【\[〔〖]| {2,}")


@dataclass(frozen=True, slots=True)
class Field:
    """A label as printed, the kind of its value, and the value as printed."""

    kind: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a line, and the parts of the line outside of them."""

    fields: tuple[Field, ...]
    rest: tuple[str, ...]


@cache
def _label_kinds() -> dict[str, str]:
    """Each label, folded and without blanks, with its kind; roles of by-lines are of the kind “credit”."""
    roles = load_table("credit_roles")
    kinds = dict.fromkeys(roles["before"], "credit") | dict.fromkeys(roles["of_the_issue"], "issue")
    for kind, labels in load_table("labels").items():
        kinds |= dict.fromkeys(labels, kind)
    return {fold(label): kind for label, kind in kinds.items()}


def _spaced_pattern(label: str) -> str:
    """The pattern of a label; short ones may be spaced (来 源)."""
    return " {0,4}".join(map(re.escape, label)) if len(label) <= 3 else re.escape(label)


@cache
def _label_pattern() -> re.Pattern[str]:
    labels = "|".join(map(_spaced_pattern, longest_first(tuple(_label_kinds()))))
    first = "".join({re.escape(label[0]) for label in _label_kinds()})
    return re.compile(rf"(?<!\w)(?=[{first}])({labels})((?<=/)| {{0,3}}[:|]+ {{0,3}}| {{0,2}}/ {{0,2}}| +|$)")


@cache
def _glued_pattern() -> re.Pattern[str]:
    """Roles directly before a name, as inside brackets: (记者张三 通讯员李四)."""
    roles = [
        role
        for role, kind in _label_kinds().items()
        if kind == "credit" and len(role) >= 2 and role[-1] != "/"
    ]
    return re.compile(
        rf"(?<!\w)({'|'.join(map(re.escape, longest_first(roles)))})( {{0,3}}[:|/]? {{0,3}})(?=[{HAN}])"
    )


@cache
def _named_roles() -> re.Pattern[str]:
    roles = "|".join(map(re.escape, longest_first(load_table("credit_roles")["after"])))
    return re.compile(rf"(?P<names>[{HAN}·]{{2,10}}) ?[/ ] ?(?P<role>{roles})(?:[ ,、;]+|$)")


@cache
def _trailing_role() -> re.Pattern[str]:
    roles = "|".join(map(re.escape, longest_first(load_table("credit_roles")["after"])))
    return re.compile(rf"(?P<names>[{HAN}·、/ ]{{2,24}}?)(?: +|/)?(?P<role>{roles})$")


def fields_of(text: str, *, glued: bool = False) -> Fields:
    """The labelled values of a line; `glued` also accepts roles directly before a name."""
    return Fields((), (text,)) if len(text) > LONGEST_LINE else _fields_of(text, glued=glued)


@lru_cache(maxsize=256)  # several steps parse the same line
def _fields_of(text: str, *, glued: bool) -> Fields:
    folded = fold(text)
    if glued and (medium := MEDIUM.match(folded)):
        return _fields_of(text[medium.end() :], glued=True)
    starts = [m for m in _label_pattern().finditer(folded) if _is_label(m, folded)]
    if glued:
        starts = _add_glued_roles(starts, folded)
    if not starts:
        return Fields((), (text,))
    fields, rest = [], [text[: starts[0].start()]]
    stops = [*(match.start() for match in starts[1:]), len(text)]
    for match, stop in zip(starts, stops, strict=True):
        label = text[match.start(1) : match.end(1)]
        kind = _label_kinds()[match[1].replace(" ", "")]
        if kind == "credit" and DATE_AT.match(folded, match.end()):
            kind = "published_weak"  # 发布:2020-04-01
        value, more = _split_value(kind, text[match.end() : stop])
        fields.append(Field(kind, label.replace(" ", "").rstrip("/"), value))
        rest.append(more)
    return Fields(tuple(fields), tuple(stripped for part in rest if (stripped := part.strip())))


def _add_glued_roles(starts: list[re.Match[str]], folded: str) -> list[re.Match[str]]:
    """Add roles that stand directly before a name: 记者 苗青 实习生卜远."""
    found = list(_glued_pattern().finditer(folded))
    if not starts:
        return found
    free = [
        match
        for match in found
        if folded[match.start() - 1] == " "
        and all(match.start() >= start.end() or match.end() <= start.start() for start in starts)
        and begins_with_name(folded[match.end() :])
    ]
    return sorted([*starts, *free], key=lambda match: match.start()) if free else starts


def _is_label(match: re.Match[str], folded: str) -> bool:
    """Without a colon only a counter before digits and a role before a name are labels."""
    slash = "/" in match[1][-1:] + match[2]
    if slash and folded[match.end() :].strip(" ()[]【】") in load_table("credit_roles")["after"]:
        return False  # 林晓晴 文/图
    if ":" in match[2] or "|" in match[2] or match[2].strip() == "/" or match[1].endswith("/"):
        return True
    kind = _label_kinds()[match[1].replace(" ", "")]
    following = folded[match.end() :]
    if kind == "counter":
        return following[:1].isdecimal()
    if kind == "credit":
        sure = match[1].endswith(_sure_roles()) or begins_with_name(following)
        return bool(following) and len(match[1]) >= 2 and sure
    if kind == "control":
        return bool(following) and len(match[1]) >= 2
    return kind == "published" and following[:2] in {"19", "20"}


@cache
def _sure_roles() -> tuple[str, ...]:
    return tuple(load_table("credit_roles")["sure"])


def _split_value(kind: str, value: str) -> tuple[str, str]:
    """Split what follows a label into its value and the rest."""
    if kind == "control" and (dated := CONTROL_BEFORE_DATE.search(fold(value))):
        return value[: dated.start()].strip(), value[dated.end() :]
    if kind in {"control", "catalogue"}:
        return value.strip(), ""
    if kind in {"source", "source_weak"} and (dated := BEFORE_DATE.search(fold(value))):
        return value[: dated.start()].strip(OPENERS), value[dated.start() :]
    if kind == "credit":
        value = REPORTER.sub("", value)  # 文/图 江汉法治报全媒体记者 周牧
    end = VALUE_END.search(fold(value), len(value) - len(value.lstrip(" [【(〔（［")))
    if not end:
        return value.strip(OPENERS), ""
    if kind == "credit" and end[0].isspace():  # 供稿:张三  李四
        return value.strip(OPENERS), ""
    kept = value[: end.start()]
    if kind == "credit":
        kept = TRAILING_REMARK.sub("", kept)
    return kept.strip(OPENERS), value[end.end() :]


def trailing_roles(text: str) -> list[Field]:
    """By-lines in which each role follows its name: 李四/文 张三/图."""
    plain = text.strip(" ()（）[]【】")
    folded = fold(plain) if len(plain) <= LONGEST_BYLINE else ""
    if "/" not in folded and " " not in folded:
        return []
    found = list(_named_roles().finditer(folded))
    if len(found) < 2 or sum(len(match[0]) for match in found) < len(folded):
        return []
    return [
        Field("credit", plain[m.start("role") : m.end("role")], plain[m.start("names") : m.end("names")])
        for m in found
    ]


def trailing_role(text: str) -> Field | None:
    """A by-line in which the role follows the name: 鲍雪芹 供图, 李四 摄."""
    plain = text.strip(" ()（）[]【】")
    match = _trailing_role().fullmatch(fold(plain)) if len(plain) <= LONGEST_BYLINE else None
    if not match or (match.end("names") == match.start("role") and match["role"] in NAME_CHARACTERS):
        return None
    return Field("credit", plain[match.start("role") :], plain[: match.end("names")].strip())
