"""Index of the organisations that a report names, with the longest form of each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from articles.reading.folding import HAN
from articles.reading.people import organisation_names
from articles.reading.people.mention_search import Excerpt
from articles.reading.vocabulary import load_table

ENDINGS: Final = (
    "检察院|法院|人大常委会|政协|[局厅组处]|委员会|[市县区州省]院|大学|学院|医院|公司|[省市县区州]委|派出所|司法所|林场|农场|牧场|养殖场|嘎查|人民法庭|小学|中学|学校"
    "|支队|大队|办公室|街道办|银行|协会|馆|站|中心|总工会|妇联|厂|幼儿园|社区|村|法庭|合作社|酒店|超市|联合会|商会"
)
ORGANISATION_END: Final = re.compile(f"(?P<ending>{ENDINGS})(?!长)|[^{HAN}]+")
COURT_NAME: Final = re.compile("(?P<place>.*?)(?P<kind>(?:人民|中级人民|高级人民)?(?:检察院|法院)|院)$")
DIVISIONS: Final = "省市县区州旗"
SEVERAL_PLACES: Final = re.compile("[二两三四五六七八九十各]+[个家]?[省市县区州]")  # 赤水三县检察院
OURS: Final = frozenset(["我院", "本院", "该院", "我局", "本局", "该局", "我市院", "我县院", "我区院"])
LONGEST_NAME: Final = 25  # characters
MOST_LOOKED_BACK: Final = 40  # organisations searched backwards
MOST_PRINTED: Final = 2000  # organisations kept per text, which keeps long texts linear


class OrganisationIndex:
    """All organisations of a normalized text; `attached` are those printed beside a person.

    The report ends at `end`; its source and title follow, each on a line of its own.
    """

    def __init__(self, text: str, attached: Iterable[Excerpt], end: int) -> None:
        beside = {
            organisation.text: organisation for organisation in attached if organisation.text not in OURS
        }
        self.attached = frozenset(beside)
        self.printed = _find_organisations(text)
        for organisation in beside.values():
            self.printed.setdefault(organisation.text, organisation)
        self._order = sorted(self.printed.values(), key=lambda b: b.spans[0][0])
        title = text.find("\n", end + 1)
        self._of_source = list(_find_organisations(text[: max(title, end)], end))
        self._text = text
        self._own: dict[re.Pattern[str], Excerpt | None] = {}
        self._fullest_forms: dict[str, Excerpt] = {}

    def own(self, kind: re.Pattern[str]) -> Excerpt | None:
        """The organisation of this kind whose people are named without it: it publishes the report."""
        if kind not in self._own:
            fitting = [b for b in self.printed if kind.search(b) and len(b) > 3]
            free = [b for b in fitting if not any(a.endswith(b) or b.endswith(a) for a in self.attached)]
            best = next(iter(free or fitting), None)
            self._own[kind] = self.printed[best] if best else None
        return self._own[kind]

    def nearest_before(self, kind: re.Pattern[str], at: int) -> Excerpt | None:
        """The last organisation of this kind before a place."""
        nearest = bisect_left(self._order, at, key=lambda b: b.spans[0][0])
        near = reversed(self._order[max(nearest - MOST_LOOKED_BACK, 0) : nearest])
        return next((b for b in near if kind.search(b.text) and len(b.text) > 2), None)

    def visited_before(self, kind: re.Pattern[str], at: int) -> Excerpt | None:
        """The place of the sentence: 在白水县检察院，…与案管办主任叔孙通交谈."""
        organisation = self.nearest_before(kind, at)
        start, end = organisation.spans[0] if organisation else (0, 0)
        inside = (
            organisation is not None and "。" not in self._text[end:at] and "\n" not in self._text[end:at]
        )
        return organisation if inside and self._text[max(start - 1, 0) : start] == "在" else None

    def fullest(self, organisation: Excerpt) -> Excerpt:
        """The longest printed form of an organisation: 市院 → 武汉市人民检察院."""
        if organisation.text in OURS:
            kind = "[察法市县区州省]院$" if organisation.text.endswith("院") else "局$"
            if organisation.text.startswith("该") and (
                near := self.nearest_before(re.compile(kind), organisation.spans[0][0])
            ):
                return self.fullest(near)
            return self._own_of(kind) or organisation
        if organisation.text not in self._fullest_forms:
            self._fullest_forms[organisation.text] = self._longest(organisation)
        return self._fullest_forms[organisation.text]

    def _own_of(self, kind: str) -> Excerpt | None:
        """The organisation that 我院 means: the report's source, else its own organisation."""
        source = next((b for b in self._of_source if re.search(f"..{kind}", b)), None)
        return self.fullest(self.printed[source]) if source else self.own(re.compile(kind))

    def _longest(self, organisation: Excerpt) -> Excerpt:
        fuller = [
            b
            for b in self.printed
            if len(b) > len(organisation.text) and _is_short_form(organisation.text, b)
        ]
        if not fuller:
            return organisation
        place = next(iter(fuller))
        return self.printed[max((b for b in fuller if _is_short_form(place, b) or b == place), key=len)]


def _find_organisations(text: str, start: int = 0) -> dict[str, Excerpt]:
    """Every organisation from `start` on, by name, at its first place."""
    found: dict[str, Excerpt] = {}
    first = last = start
    for match in ORGANISATION_END.finditer(text, start):
        inside = match["ending"] == "人民法庭" and text[first:last].endswith("法院")  # …法院哈拉盖人民法庭
        first, last = first if inside else max(last, match.end() - LONGEST_NAME), match.end()
        if match["ending"] and len(found) < MOST_PRINTED:
            first += organisation_names.skip_lead(text[first:last])
            name = text[first:last]
            if _is_one(name) and organisation_names.split(name)[0] == name:
                found.setdefault(name, Excerpt(name, ((first, last),)))
    return found


def _is_one(name: str) -> bool:
    return bool(name) and name not in OURS and SEVERAL_PLACES.search(name) is None


@lru_cache(maxsize=4096)
def _full_forms(short: str) -> tuple[tuple[str, str], ...]:
    """The place and full name of a short form: 市工商联 is 市, 工商业联合会."""
    names = load_table("organisations")["short_forms"]
    return tuple((short.removesuffix(tail), names[tail]) for tail in names if short.endswith(tail))


def _is_short_form(short: str, full: str) -> bool:
    """Whether `short` (市院, 县检察院, 市人大常委会) is a short form of `full`."""
    if full.endswith(short) or any(full.endswith(f"{place}{name}") for place, name in _full_forms(short)):
        return True
    if short.endswith("委") and full.endswith("委员会"):
        return (
            re.search(".{0,3}".join(short.removeprefix("市").removeprefix("县")) + "员会$", full) is not None
        )
    a, b = COURT_NAME.fullmatch(short), COURT_NAME.fullmatch(full)
    if a is None or b is None or b["kind"] == "院" or not a["place"]:
        return False
    place = a["place"]  # 临江法院 belongs to 临江市
    inside = b["place"].endswith(place) or (
        b["place"].rstrip(DIVISIONS).endswith(place) and place[-1] not in DIVISIONS
    )
    return inside and (a["kind"] == "院" or a["kind"][-2:] == b["kind"][-2:])
