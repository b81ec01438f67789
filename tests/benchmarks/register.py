"""Who and what a benchmark's reports name: sections, tags, organisations, speakers and their posts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, product
from random import Random
from typing import Final

from articles.models import Membership, Organisation, Section, Speaker, Tag
from articles.models.pinyin import reading

from .words import RARE_NAME

SECTIONS: Final = {
    "检察新闻": ("news", 40),
    "工作动态": ("work", 25),
    "队伍建设": ("team", 12),
    "以案释法": ("cases", 10),
    "基层风采": ("grassroots", 8),
    "通知公告": ("notices", 5),
}
#: Share of the reports that have the tag: two in 90 %, one in 38 %, and a long tail.
TAGS: Final = {
    "检察工作": 0.9,
    "法律监督": 0.9,
    "行政检察": 0.38,
    "未成年人检察": 0.2,
    "司法救助": 0.1,
    "检务公开": 0.05,
    "刑事执行": 0.02,
    "知识产权": 0.01,
    "控告申诉": 0.005,
    "军地协作": 0.002,
    "海洋保护": 0.001,
    "古树名木": 0.0005,
    "巡回检察": 0.0002,
}
EVEN: Final = 0.3  # a share above it is kept exactly
FEWEST_SPEAKERS, REPORTS_A_SPEAKER = 501, 200
FEWEST_ORGANISATIONS, REPORTS_AN_ORGANISATION = 60, 4000
SURNAMES: Final = [
    *"王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕",
    "欧阳",
]
GIVEN: Final = "刚伟彬松立敏静丽强磊军洋勇艳杰娟涛明超秀霞平桂英华玉萍红娥玲芬芳燕彩春菊兰凤洁梅琳素云"
PLACES: Final = [*"江河湖海山林泉溪川原城港岭峰洲湾坪塘桥堡"]
FIRST: Final = "丹东安宁永平长新南北西中大白清金龙凤天石"
OFFICES: Final = ("人民检察院", "人民法院", "公安局", "司法局", "人大常委会")
TITLES: Final = (
    *("检察长", "副检察长", "党组书记、检察长", "检察委员会专职委员", "第一检察部主任", "办公室主任"),
    *("副主任", "局长", "副局长", "政治部主任", "检察官", "检察官助理", "人大代表"),
)


@dataclass(frozen=True, slots=True)
class Person:
    """A speaker with the post that reports print."""

    pk: int
    name: str
    titles: str
    organisation: int
    printed: str


@dataclass(frozen=True, slots=True)
class Register:
    """What was stored, for those who make reports of it."""

    people: list[Person]
    sections: list[int]
    tags: list[int]
    names: dict[int, str]


def fill(reports: int, seed: int) -> Register:
    """Store the register of an archive of so many reports."""
    random = Random(f"register {seed}")  # noqa: S311 - the same in every run
    Section.objects.bulk_create(
        Section(name=name, slug=slug, order=order) for order, (name, (slug, _)) in enumerate(SECTIONS.items())
    )
    Tag.objects.bulk_create(Tag(name=name, slug=name) for name in TAGS)
    count = max(FEWEST_ORGANISATIONS, reports // REPORTS_AN_ORGANISATION)
    places = (f"{a}{b}市{c}" for c, a, b in product(OFFICES, FIRST, PLACES))
    organisations = Organisation.objects.bulk_create(
        Organisation(name=name, slug=name) for name in islice(places, count)
    )
    count = max(FEWEST_SPEAKERS, FEWEST_SPEAKERS + reports // REPORTS_A_SPEAKER - 100)
    names = [f"{a}{b}" for a, b in product(SURNAMES, GIVEN)]
    names += [f"{a}{b}{c}" for b, a, c in product(GIVEN, SURNAMES, GIVEN)]
    random.shuffle(names := [name for name in names[: 2 * count] if name != RARE_NAME])
    speakers = Speaker.objects.bulk_create(
        [_speaker(number, name) for number, name in enumerate([RARE_NAME, *names[: count - 1]])],
        batch_size=5000,
    )
    people = [_person(speaker, random.choice(organisations), random) for speaker in speakers]
    Membership.objects.bulk_create(
        Membership(
            speaker_id=person.pk,
            organisation_id=person.organisation,
            role=person.titles,
            start=str(random.randint(2010, 2024)),
        )
        for person in people
    )
    return Register(
        people,
        list(Section.objects.order_by("order").values_list("pk", flat=True)),
        list(Tag.objects.order_by("pk").values_list("pk", flat=True)),
        {organisation.pk: organisation.name for organisation in organisations},
    )


def _speaker(number: int, name: str) -> Speaker:
    pinyin = reading(name)
    return Speaker(name=name, pinyin=pinyin, slug=f"{pinyin.replace(' ', '-')}-{number}")


def _person(speaker: Speaker, organisation: Organisation, random: Random) -> Person:
    """The post as printed: in full or without the city."""
    printed = organisation.name if random.random() < 0.7 else organisation.name.partition("市")[2]
    return Person(
        pk=speaker.pk,
        name=speaker.name,
        titles=random.choice(TITLES),
        organisation=organisation.pk,
        printed=printed[-50:],
    )
