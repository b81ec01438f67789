"""The people of a report: mentions brought together, with posts and bodies as printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from articles.reading.people.mention_search import Excerpt, Mention
from articles.reading.people.name_likelihood import surname_at
from articles.reading.people.organisation_index import OrganisationIndex
from articles.reading.people.titles import is_whole

SYLLABLES: Final = {"检": "检察长", "院": "院长", "局": "局长", "总": "经理", "工": "工程师"}
POLITE: Final = frozenset(["同志", "老师", "女士", "先生"])
# Posts that are held in a body, which may be looked for where none is printed beside them.
SEATED: Final = re.compile(
    "(?:长|主任|书记|主席|党组成员|党委委员|党委成员|负责人|负责同志|法官助理|检察官助理|法官|书记员|法警|支书|教授|讲师|教导员|指导员|政委|发言人|主任委员|专职委员|检察官|检察员|审判员|民警|辅警)$"
)
COURTS: Final = (
    (
        re.compile("检察|未检|公诉|控申|刑检|案管|检委会"),
        re.compile("(?:[省市县区州旗盟](?:人民)?检察院|检察分院|[市县区州省]院)$"),
    ),
    (re.compile("法警|司法警察|书记员"), re.compile("(?:检察院|法院)$")),
    (
        re.compile("院长$|庭|审判|法官$|执行局|法官助理"),
        re.compile("(?:[省市县区州旗盟](?:[中高]级)?(?:人民)?法院|[市县区州]院|[中高]院)$"),
    ),
)
TRIBUNAL: Final = re.compile("(?:人民|巡回)法庭$")  # it has a head of its own
OTHERS: Final = (
    (re.compile("教授$|讲师$|研究员$"), re.compile("大学$|学院$|研究[院所]$")),
    (re.compile("组长$"), re.compile("组$")),
    (re.compile("[局科]长$"), re.compile("局$")),
    (re.compile("处长$"), re.compile("[局厅院委]$")),
    (re.compile("所长$"), re.compile("所$")),
    (re.compile("民警$|辅警$"), re.compile("派出所$|大队$|支队$|中队$")),
    (re.compile("教导员$|指导员$|政委$"), re.compile("[队所]$")),
    (re.compile("秘书长$"), re.compile("政协$|常委会$|会$|联$")),
    (re.compile("主任委员$"), re.compile("委员会$|委$")),
    (re.compile("村支书$|支书$|村主任$|村长$"), re.compile("村$|社区$")),
    (re.compile("理事长$|社长$"), re.compile("合作社$|协会$|联合会$|社$|会$")),
    (re.compile("店长$|店主$|老板$"), re.compile("店$|超市$|商场$|厂$|公司$")),
    (re.compile("厂长$"), re.compile("厂$")),
    (re.compile("场长$"), re.compile("场$")),
    (re.compile("园长$"), re.compile("园$")),
    (re.compile("站长$"), re.compile("站$")),
    (re.compile("馆长$"), re.compile("馆$")),
    (re.compile("校长$"), re.compile("[学校]$")),
    (re.compile("队长$"), re.compile("队$")),
    (re.compile("行长$"), re.compile("行$")),
    (re.compile("会长$"), re.compile("会$")),
    (re.compile("经理$|董事长$"), re.compile("公司$|集团$")),
    (re.compile("主席$"), re.compile("政协$|工会$|妇联$|联$")),
    (re.compile("^(?:党组书记、)?(?:常务)?副?主任$"), re.compile("委员会$|常委会$|办公室$|街道办$|中心$")),
)
# Posts in a part of a body, which is the one that the report speaks for.
INNER: Final = re.compile(
    "党[组委](?:成员|委员|书记|(?:专职)?副书记)$|发言人$|专职委员$|[部处科室股办](?:副?主任|副?[部处科股]长|主要负责人|负责人)$"
)
ANY: Final = re.compile("[院局厅会府]$|政协$")


def resolve(mentions: Sequence[Mention]) -> list[Mention]:
    """Give every short form (王副主任, 梁检) the full name it stands for; drop those that stand for none."""
    bearers: dict[str, list[Mention]] = {}
    for mention in mentions:
        if not mention.short:
            bearers.setdefault(mention.name[: surname_at(mention.name, 0)], []).append(mention)
    named = [replace(m, name=_full_name(m, bearers.get(m.name, []))) if m.short else m for m in mentions]
    return [m for m in named if m.name]


def _full_name(short: Mention, bearers: Sequence[Mention]) -> str:
    if not short.titles:
        named = {bearer.name for bearer in bearers}
        return named.pop() if len(named) == 1 else ""
    printed = short.titles[0].text
    title = SYLLABLES.get(printed, printed)
    if printed in POLITE:
        holders = list(bearers)
    else:
        holders = [
            m for m in bearers if any(t.text.endswith(title) or title.endswith(t.text) for t in m.titles)
        ]
    exact = [m for m in holders if any(t.text == title for t in m.titles)]
    named = {m.name for m in exact or holders or bearers}
    return named.pop() if len(named) == 1 else ""


def seated(
    mentions: Sequence[Mention], sentence_of: dict[int, int], organisations: OrganisationIndex
) -> list[Mention]:
    """Give mentions without a body the one shared with the person before, or the report's own."""
    found: list[Mention] = []
    for mention in mentions:
        organisation = mention.organisation
        if organisation is None and _needs_organisation(mention):
            previous = found[-1] if found else None
            near = previous is not None and sentence_of[previous.start] == sentence_of[mention.start]
            shared = previous.organisation if previous and near else None
            organisation = (
                shared
                if shared and _fits(shared, mention.titles)
                else _guessed_organisation(mention, organisations)
            )
        found.append(replace(mention, organisation=organisation))
    return found


def _needs_organisation(mention: Mention) -> bool:
    titles = [t.text for t in mention.titles]
    return bool(titles) and not any(is_whole(t) for t in titles) and any(SEATED.search(t) for t in titles)


def _guessed_organisation(mention: Mention, organisations: OrganisationIndex) -> Excerpt | None:
    titles = [t.text for t in mention.titles]
    if any(t in ("庭长", "副庭长") for t in titles) and (
        organisation := organisations.nearest_before(TRIBUNAL, mention.start)
    ):
        return organisation
    if kind := _kind(COURTS, titles):
        return organisations.visited_before(kind, mention.start) or organisations.own(kind)
    if (kind := _kind(OTHERS, titles)) and (
        organisation := organisations.nearest_before(kind, mention.start)
    ):
        return organisation
    return organisations.own(ANY) if any(INNER.search(t) for t in titles) else None


def _kind(
    kinds: Sequence[tuple[re.Pattern[str], re.Pattern[str]]], titles: Sequence[str]
) -> re.Pattern[str] | None:
    return next((organisation for title, organisation in kinds if any(title.search(t) for t in titles)), None)


def _fits(organisation: Excerpt, titles: Sequence[Excerpt]) -> bool:
    texts = [t.text for t in titles]
    kind = _kind(COURTS, texts) or _kind(OTHERS[:-1], texts)
    return kind is None or kind.search(organisation.text) is not None


def titles_of(mentions: Sequence[Mention]) -> list[Excerpt]:
    """The distinct posts of one person's mentions, each in the fullest form printed."""
    found: list[Excerpt] = []
    for title in (t for m in mentions if not m.short for t in m.titles if t.text not in POLITE):
        same = [i for i, t in enumerate(found) if t.text.endswith(title.text) or title.text.endswith(t.text)]
        if not same:
            found.append(title)
        elif len(title.text) > len(found[same[0]].text):
            found[same[0]] = title
    return found
