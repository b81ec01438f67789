"""Assign an organisation to people whose title is printed without one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from articles.reading.people.mention_search import Excerpt, Mention
from articles.reading.people.organisation_index import OrganisationIndex
from articles.reading.people.titles import includes_organisation

#: Titles that belong to an organisation, which is looked up if none is printed beside the name.
HELD_TITLE: Final = re.compile(
    "(?:长|主任|书记|主席|党组成员|党委委员|党委成员|负责人|负责同志|法官助理|检察官助理|法官|书记员|法警|支书|教授|讲师|教导员|指导员|政委|发言人|主任委员|专职委员|检察官|检察员|审判员|民警|辅警)$"
)
#: Titles of courts and procuratorates, each with the organisation that it belongs to.
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
TRIBUNAL: Final = re.compile("(?:人民|巡回)法庭$")  # a tribunal has a chief of its own
#: The same for other organisations; the first pattern that matches counts.
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
#: Titles within a department: they belong to the organisation that publishes the report.
DEPARTMENT_TITLE: Final = re.compile(
    "党[组委](?:成员|委员|书记|(?:专职)?副书记)$|发言人$|专职委员$|[部处科室股办](?:副?主任|副?[部处科股]长|主要负责人|负责人)$"
)
ANY_ORGANISATION: Final = re.compile("[院局厅会府]$|政协$")


def assign_organisations(
    mentions: Sequence[Mention], sentence_numbers: Mapping[int, int], organisations: OrganisationIndex
) -> list[Mention]:
    """Give each mention that needs one an organisation.

    First the one of the person named before in the same sentence, if it fits the title; else the one
    that the report names for such a title.
    """
    assigned: list[Mention] = []
    for mention in mentions:
        organisation = mention.organisation
        if organisation is None and _needs_organisation(mention):
            previous = assigned[-1] if assigned else None
            if previous and sentence_numbers[previous.start] == sentence_numbers[mention.start]:
                organisation = previous.organisation
            if organisation is None or not _fits(organisation, mention.titles):
                organisation = _organisation_for_title(mention, organisations)
        assigned.append(replace(mention, organisation=organisation))
    return assigned


def _needs_organisation(mention: Mention) -> bool:
    titles = [title.text for title in mention.titles]
    if not titles or any(map(includes_organisation, titles)):
        return False
    return any(HELD_TITLE.search(title) for title in titles)


def _organisation_for_title(mention: Mention, organisations: OrganisationIndex) -> Excerpt | None:
    titles = [title.text for title in mention.titles]
    presides = any(title in ("庭长", "副庭长") for title in titles)
    if presides and (tribunal := organisations.nearest_before(TRIBUNAL, mention.start)):
        return tribunal
    if kind := _kind(COURTS, titles):
        return organisations.visited_before(kind, mention.start) or organisations.own(kind)
    if (kind := _kind(OTHERS, titles)) and (nearest := organisations.nearest_before(kind, mention.start)):
        return nearest
    return organisations.own(ANY_ORGANISATION) if any(map(DEPARTMENT_TITLE.search, titles)) else None


def _kind(
    kinds: Sequence[tuple[re.Pattern[str], re.Pattern[str]]], titles: Sequence[str]
) -> re.Pattern[str] | None:
    """The pattern of organisations to which one of these titles belongs."""
    return next((organisation for title, organisation in kinds if any(map(title.search, titles))), None)


def _fits(organisation: Excerpt, titles: Sequence[Excerpt]) -> bool:
    texts = [title.text for title in titles]
    kind = _kind(COURTS, texts) or _kind(OTHERS[:-1], texts)
    return kind is None or kind.search(organisation.text) is not None
