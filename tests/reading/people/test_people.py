"""Titles, organisations and short forms of people."""

from __future__ import annotations

import pytest

from articles.reading.draft import Person
from articles.reading.speech.extract import extract


def person(name: str, *paragraphs: str) -> Person:
    return next(p for p in extract(paragraphs).people if p.name == name)


def test_one_person_holds_several_titles() -> None:
    found = person("戚建中", "海州区检察院党组书记、检察长戚建中参加座谈。")
    assert (found.titles, found.organisation) == (("党组书记", "检察长"), "海州区检察院")


def test_an_assembly_seat_stays_whole() -> None:
    found = person("温故", "市人大代表、兴国县民政局局长温故说，愿意交换名单。")
    assert (found.titles, found.organisation) == (("市人大代表", "局长"), "兴国县民政局")


def test_an_assembly_seat_may_stand_before_a_comma() -> None:
    found = person("何立", "“要配终端。”全国人大代表，麦买村党支部书记何立说。")
    assert found.titles == ("全国人大代表", "党支部书记")


def test_a_party_title_has_no_organisation() -> None:
    found = person("何远山", "县委书记何远山到县检察院调研。")
    assert (found.titles, found.organisation) == (("县委书记",), None)


def test_an_organisation_with_de_belongs_to_the_title() -> None:
    found = person("何立", "青禾县人民法院梨树坪人民法庭的审判员何立把庭开到了院子里。")
    assert (found.titles, found.organisation) == (("审判员",), "青禾县人民法院梨树坪人民法庭")


def test_a_department_stays_with_the_title() -> None:
    found = person("丁海荣", "市检察院未成年人检察处处长丁海荣来院调研。")
    assert (found.titles, found.organisation) == (("未成年人检察处处长",), "市检察院")


def test_an_organisation_with_a_conjunction_is_one() -> None:
    found = person("卓尔敏", "市住房和城乡建设局局长卓尔敏汇报了进展。")
    assert found.organisation == "市住房和城乡建设局"


def test_one_title_for_several_people() -> None:
    people = extract(["市人大代表张桂芳、李长顺参加。"]).people
    assert [p.titles for p in people] == [("市人大代表",), ("市人大代表",)]


def test_organisations_are_distributed_over_names() -> None:
    people = extract(["波密、墨脱、察隅三县检察院检察长达瓦、央金、次仁参加会议。"]).people
    assert [p.organisation for p in people] == ["波密县检察院", "墨脱县检察院", "察隅县检察院"]


def test_listed_people_share_the_organisation() -> None:
    found = person("王建林", "丹东市人民检察院检察长孙刚、副检察长王建林参加会议。")
    assert found.organisation == "丹东市人民检察院"


def test_titles_may_follow_the_name_in_a_list() -> None:
    found = person("蔺相宜", "市政协委员蔺相宜、法学专家、市律师协会副秘书长，作了分析。")
    assert found.titles == ("市政协委员", "法学专家", "副秘书长")


def test_titles_may_follow_the_name_after_a_copula() -> None:
    found = person("李明", "李明，男，1975年生，现任县人民检察院副检察长。")
    assert (found.titles, found.organisation) == (("副检察长",), "县人民检察院")


def test_the_verb_daibiao_is_no_title() -> None:
    assert person("项羽", "区检察院检察长项羽代表院党组致辞。").titles == ("检察长",)


def test_a_short_form_of_an_organisation_is_expanded() -> None:
    found = person("浦江", "襄阳市人民检察院举办训练营。市院检察信息中心主任浦江通报了情况。")
    assert found.organisation == "襄阳市人民检察院"


def test_our_court_is_the_reports_own_organisation() -> None:
    text = (
        "曲江区人民检察院祁连峰检察长到我院考察，我院左云飞副检察长接待。",
        "左云飞说，海珠区检察院还在摸索。",
    )
    assert person("左云飞", *text).organisation == "海珠区检察院"


@pytest.mark.parametrize("short", ["王松副主任", "王副主任", "王松同志"])
def test_a_surname_with_title_is_resolved(short: str) -> None:
    extraction = extract(["市人大常委会副主任王松视察。", f"{short}强调，要抓好落实。"])
    assert [(p.name, p.speaks) for p in extraction.people] == [("王松", True)]


def test_a_compound_surname_with_title_is_resolved() -> None:
    extraction = extract(["公安局局长上官云舟调研。座谈时，上官局长强调，要服务到位。"])
    assert [s.speaker for s in extraction.statements] == ["上官云舟"]


def test_an_abbreviated_title_is_resolved() -> None:
    extraction = extract(["县检察院检察长祁连峰到访。祁检说，想带点经验回去。"])
    assert [s.speaker for s in extraction.statements] == ["祁连峰"]


def test_an_ambiguous_short_form_is_dropped() -> None:
    extraction = extract(["副检察长刘洋、刘畅分别带队。", "刘副检察长强调，要严守纪律。"])
    assert extraction.statements == ()


@pytest.mark.parametrize(
    ("text", "name", "body"),
    [
        ("锦华小区业委会主任柳长青表示，愿意配合。", "柳长青", "锦华小区业委会"),
        ("市委台港澳办主任江波讲话。", "江波", "市委台港澳办"),
        ("市外事办副主任陆海参加。", "陆海", "市外事办"),
        ("养老院院长韩雪梅递上相册。", "韩雪梅", "养老院"),
        ("清风茶馆老板罗平表示，要担当。", "罗平", "清风茶馆"),
        ("来自民建的委员骆驼建议，增加供给。", "骆驼", "民建"),
        ("来自市第三中学的教师杜若说，课后服务好。", "杜若", "市第三中学"),
        ("市政协社会法制和民族宗教委员会主任白杨视察。", "白杨", "市政协社会法制和民族宗教委员会"),
        ("罗平（县气象局局长）表示，要担当。", "罗平", "县气象局"),
        ("罗平是县气象局局长。", "罗平", "县气象局"),
    ],
)
def test_the_organisation_is_printed_before_the_title(text: str, name: str, body: str) -> None:
    assert person(name, text).organisation == body


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("县法院党组成员、副院长兼执行局局长苏醒讲话。", ("党组成员", "副院长", "执行局局长")),
        ("恒通物流公司董事长兼总经理苏醒说，放心了。", ("董事长", "总经理")),
        ("县医院党委副书记兼工会主席苏醒到场。", ("党委副书记", "主席")),
        ("市律协秘书长兼监事苏醒发言。", ("秘书长", "监事")),
        ("区妇联主席兼党支部书记苏醒参加。", ("主席", "党支部书记")),
    ],
)
def test_joined_titles_are_separate(text: str, titles: tuple[str, ...]) -> None:
    assert person("苏醒", text).titles == titles


@pytest.mark.parametrize(
    ("text", "organisations"),
    [
        ("北关区、南桥区司法局局长雷动、马骁陪同。", ["北关区司法局", "南桥区司法局"]),
        ("市水务局、林业局、住建局局长雷动、马骁、牛犇到场。", ["市水务局", "林业局", "住建局"]),
        (
            "城东、城西、城北三个派出所所长雷动、马骁、牛犇到场。",
            ["城东派出所", "城西派出所", "城北派出所"],
        ),
        ("东坪、西坪司法所所长雷动、马骁陪同。", ["东坪司法所", "西坪司法所"]),
    ],
)
def test_organisations_are_distributed_without_a_number(text: str, organisations: list[str]) -> None:
    assert [p.organisation for p in extract([text]).people] == organisations


def test_our_court_is_the_source() -> None:
    people = extract(["我院院长慕容雪参加。"], source="沙河口市人民法院").people
    assert people[0].organisation == "沙河口市人民法院"


def test_that_court_is_the_last_one_named() -> None:
    people = extract(["在清江县检察院，该院检察长第五伦汇报了工作。"], source="东川市检察院").people
    assert people[0].organisation == "清江县检察院"


def test_a_short_organisation_is_expanded_if_printed_in_full() -> None:
    people = extract(["涧河市律师协会举行仪式。市律协会长石磊参加。"]).people
    assert people[0].organisation == "涧河市律师协会"


def test_a_familiar_form_is_resolved() -> None:
    extraction = extract(["贫困户朱明德在棚里务工。老朱乐呵呵地说，年底就能摘帽。"])
    assert [s.speaker for s in extraction.statements] == ["朱明德"]


def test_an_officer_belongs_to_the_last_station_named() -> None:
    people = extract(["局长来到江防派出所。他同民警鲁大勇围坐在一起。"]).people
    assert people[-1].organisation == "江防派出所"


def test_the_chief_of_a_tribunal_belongs_to_it() -> None:
    (person,) = extract(["临津县人民法院哈拉盖人民法庭就地审理一起纠纷。", "庭长乌兰先不开庭。"]).people
    assert person.organisation == "临津县人民法院哈拉盖人民法庭"


def test_a_dispatched_group_keeps_its_full_name() -> None:
    (person,) = extract(["市纪委监委派驻市检察院纪检监察组组长党永顺通报了典型案例。"]).people
    assert (person.titles, person.organisation) == (("组长",), "市纪委监委派驻市检察院纪检监察组")


@pytest.mark.parametrize(
    "text",
    ["区政协主席戚建中、秘书长温故在主席台前排就座。", "副主席戚建中，秘书长温故等县领导和嘉宾出席仪式。"],
)
def test_no_name_is_found_in_words_after_a_title(text: str) -> None:
    assert [p.name for p in extract([text]).people] == ["戚建中", "温故"]


def test_modifiers_of_a_title_are_no_part_of_the_organisation() -> None:
    found = person("何立", "临水市立医院行政副院长何立签订协议。")
    assert (found.titles, found.organisation) == (("行政副院长",), "临水市立医院")


def test_a_longer_dotted_name_replaces_a_shorter_one() -> None:
    found = extract(["木沙·艾买提 天山科技公司车间技术员", "木沙·艾买提代表认为，很有必要。"]).people
    assert [p.name for p in found] == ["木沙·艾买提"]


def test_judges_belong_to_the_court_named() -> None:
    found = person("田涛", "合议庭由唐河市中院院长李彦、刑一庭审判员田涛组成。")
    assert found.organisation == "唐河市中院"


@pytest.mark.parametrize("place", ["的麦田", "的温泉", "苗圃", "钟楼"])
def test_terrain_of_a_village_is_no_person(place: str) -> None:
    text = f"检察长温如言走进石桥村{place}，察看现场。"
    assert [p.name for p in extract([text]).people] == ["温如言"]
