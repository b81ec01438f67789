"""The rows of a batch of reports, as they stand in the tables; made in a process of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape
from random import Random
from typing import Any, Final

from articles.search.grams import TITLE_MARK, fold, grams

from .register import EVEN, SECTIONS, TAGS, Person, Register
from .texts import Clause, Sentence, Texts, clause_of, sentence_of
from .words import COMMON, RARE, TEN_STATEMENTS

Row = tuple[Any, ...]
#: Table → the columns of its rows here. Generated columns are left to the database.
COLUMNS: Final = {
    "articles_report": (
        "id title section_id body summary event_start event_end occasion published_at source source_url "
        "responsible_editor is_repost original_title original_author is_major_case author_id status "
        "status_before status_since withdrawal_notice live_from first_published_at created_at updated_at "
        "modified_at"
    ),
    "articles_appearance": "id report_id name titles printed_organisation speaker_id organisation_id order",
    "articles_statement": "id appearance_id text order",
    "articles_taggedreport": "content_object_id tag_id",
    "articles_credit": "report_id role name order",
    "articles_transition": (
        "report_id action from_status to_status by_id by_name by_role at reason code values version findings "
        "of_copy"
    ),
    "articles_searchentry": "report_id title text grams lost_words",
}
FIRST_DAY: Final = datetime(2014, 12, 1, tzinfo=UTC)
DAYS = 12 * 365 - 1  # until 27 November 2026
A_REPORT = 100  # room for the keys of a report's appearances and statements
SHORTEST, LONGEST = 660, 1980  # characters: 2 to 6 KB
NUMBER_OF_STATEMENTS: Final = [0] * 15 + [1] * 25 + [2] * 28 + [3] * 17 + [4] * 10 + [6] * 5
SAYS: Final = ("强调", "指出", "表示", "要求", "说", "介绍")
OCCASIONS: Final = ("", "", "会议", "调研", "座谈", "发布会", "听证")
OTHER_STATES: Final = ("draft", "draft", "first_review", "second_review", "ready", "returned", "withdrawn")


@dataclass(slots=True)
class Batch:
    """Rows by table, and the words to be suggested."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in COLUMNS})
    names: set[str] = field(default_factory=set)
    titles: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the reports of an archive, by their numbers; the same ones for a seed.

    Those after `published` are in other states.
    """

    seed: int
    published: int
    texts: Texts
    register: Register
    authors: list[tuple[int, str]]
    postgresql: bool

    def batch(self, numbers: range) -> Batch:
        made = Batch()
        for number in numbers:
            OneReport(self, number, made).write()
        return made

    def people(self, random: Random, count: int) -> list[Person]:
        """Some people; a few of them are in very many reports."""
        size = len(self.register.people) - 1
        return [self.register.people[1 + int(random.paretovariate(0.5) - 1) % size] for _ in range(count)]


class OneReport:
    """One report on its way into the tables."""

    def __init__(self, maker: Maker, number: int, made: Batch) -> None:
        self.maker, self.number, self.made = maker, number, made
        self.random = Random(f"{maker.seed} {number}")  # noqa: S311 - the same in every run
        self.clauses: list[Clause] = []
        self.paragraphs: list[str] = []
        self.folded: list[str] = []
        self.people: dict[str, Person] = {}
        self.statements: list[tuple[str, str]] = []

    def write(self) -> None:
        people = self._body()
        for table, rows in (
            ("articles_report", [self._report()]),
            ("articles_appearance", self._appearances(people)),
            ("articles_statement", self._statements(people)),
            ("articles_taggedreport", self._tags()),
            ("articles_credit", self._credits()),
            ("articles_transition", self._transitions()),
        ):
            self.made.rows[table] += rows
        self.made.rows["articles_searchentry"].append(self._entry(people))
        self.made.titles.append(self.title)

    def _body(self) -> list[Person]:
        """Write the paragraphs: who is there, what happened, who says what."""
        random, texts = self.random, self.maker.texts
        known = [COMMON] * (self.number % 10 in (1, 4, 8)) + [RARE] * (self.number % 1000 == 500)
        own = [clause_of(f"{texts.clause(random, rarer=0.3).text}{word}") for word in known]
        own += [texts.clause(random, rarer=0.5) for _ in range(random.randint(1, 3))]
        self.title = f"{random.choice(texts.clauses).text}{random.choice(texts.clauses).text}"[:30]
        count = 10 if self.number == TEN_STATEMENTS else random.choice(NUMBER_OF_STATEMENTS)
        people = list({person.name: person for person in self.maker.people(random, 1 + count // 2)}.values())
        if self.number % 5000 == 777:
            people.append(self.maker.register.people[0])
            count += 1
        self._paragraph([sentence_of([clause_of(f"{p.printed}{p.titles}{p.name}参加")]) for p in people])
        for place in range(count):
            self._said(people[-1 - place % len(people)])
        most = random.randint(SHORTEST, LONGEST)
        while own or sum(map(len, self.paragraphs)) < most:
            given = [own.pop() for _ in range(len(own) and 1)]
            self._paragraph(
                [
                    *(texts.sentence(random) for _ in range(random.randint(1, 4))),
                    texts.sentence(random, *given),
                ]
            )
        return people

    def _said(self, person: Person) -> None:
        """A paragraph in which somebody speaks."""
        lead = clause_of(f"{person.titles}{person.name}{self.random.choice(SAYS)}")
        said = [self.maker.texts.sentence(self.random) for _ in range(self.random.randint(1, 3))]
        words = "".join(sentence.text for sentence in said)
        self.statements.append((person.name, words))
        self._paragraph([Sentence(f"{lead.text}：", lead.folded, (lead,)), *said])

    def _paragraph(self, sentences: list[Sentence]) -> None:
        self.paragraphs.append("".join(sentence.text for sentence in sentences))
        self.folded.append(" ".join(sentence.folded for sentence in sentences))
        for sentence in sentences:
            self.clauses += sentence.clauses

    @property
    def state(self) -> str:
        if self.number > self.maker.published:
            return OTHER_STATES[self.number % len(OTHER_STATES)]
        return "archived" if self.number % 50 == 7 else "published"

    @property
    def at(self) -> datetime:
        """When it was published: in order of the numbers, in the hours of an office."""
        share = min(self.number, self.maker.published) / (self.maker.published + 1)
        day = FIRST_DAY + timedelta(days=int(share * DAYS))
        return day + timedelta(seconds=3600 + self.number * 7919 % 32_000)

    def _report(self) -> Row:
        random, at, state = self.random, self.at, self.state
        public = state in ("published", "archived", "withdrawn")
        live = moment(at + timedelta(hours=2)) if public else None
        self.source = random.choice(self.maker.register.people).printed
        self.editor = random.choice(self.maker.authors)[1]
        section = random.choices(self.maker.register.sections, [share for _, share in SECTIONS.values()])[0]
        body = "".join(f"<p>{escape(text, quote=False)}</p>" for text in self.paragraphs)
        event = f"{at - timedelta(days=random.randint(0, 3)):%Y-%m-%d}" if random.random() < 0.8 else ""
        return (
            *(self.number, self.title, None if self.number % 50 == 3 else section, body, ""),
            *(event, "", random.choice(OCCASIONS), moment(at), self.source, "", self.editor),
            *(False, "", "", False, random.choice(self.maker.authors)[0], state, "", moment(at)),
            *("内容有误" if state == "withdrawn" else "", live, live),
            *(moment(at - timedelta(hours=5)), moment(at + timedelta(hours=2)), moment(at)),
        )

    def _appearances(self, people: list[Person]) -> Iterator[Row]:
        """One of thirty is not decided yet."""
        for order, person in enumerate(people):
            self.made.names |= {person.name, person.printed, self.maker.register.names[person.organisation]}
            decided = (self.number + order) % 30 != 11
            identified = (person.pk, person.organisation) if decided else (None, None)
            key = self.number * A_REPORT + order
            yield (key, self.number, person.name, person.titles, person.printed, *identified, order)

    def _statements(self, people: list[Person]) -> Iterator[Row]:
        places = {person.name: place for place, person in enumerate(people)}
        for order, (name, text) in enumerate(self.statements):
            yield (self.number * A_REPORT + order, self.number * A_REPORT + places[name], text, order)

    def _tags(self) -> Iterator[Row]:
        self.tags = [name for place, name in enumerate(TAGS) if self._has(place, TAGS[name])]
        for name, pk in zip(TAGS, self.maker.register.tags, strict=True):
            if name in self.tags:
                yield (self.number, pk)

    def _has(self, place: int, share: float) -> bool:
        """Every so many reports exactly; rarer ones by chance, but one at least."""
        if share > EVEN:
            return (self.number * 19 + place * 7) % 50 < share * 50
        return self.random.random() < share or self.number == 100 + place

    def _credits(self) -> Iterator[Row]:
        self.credits = [(role, self.random.choice(self.maker.authors)[1]) for role in ("供稿", "摄影")]
        self.credits = self.credits[: 1 + (self.number % 3 == 0)]
        for order, (role, name) in enumerate(self.credits):
            yield (self.number, role, name, order)

    def _transitions(self) -> Iterator[Row]:
        who, name = self.maker.authors[0]
        if self.number <= self.maker.published:
            rest = (moment(self.at + timedelta(hours=2)), "", "", "{}", "", "[]", False)
            yield (self.number, "publish", "ready", "published", who, name, "终审", *rest)

    def _entry(self, people: list[Person]) -> Row:
        """What articles.search.index would write: a test holds it."""
        names: list[str] = []
        titles: list[str] = []
        organisations = self.maker.register.names
        for order, person in enumerate(people):
            decided = (self.number + order) % 30 != 11
            names += (person.name, person.printed)
            names += (person.name, organisations[person.organisation]) if decided else ()
            titles.append(person.titles)
        words = [*names, *self.tags, *titles, *(word for pair in self.credits for word in pair)]
        around = fold("\n".join(dict.fromkeys([self.title, *words, self.source, self.editor])))
        title = fold(self.title)
        distinct = dict.fromkeys([*(TITLE_MARK + gram for gram in grams(title)), *grams(around)])
        for clause in self.clauses:
            distinct.update(dict.fromkeys(clause.grams))
        indexed = " ".join(f"'{gram}'" if self.maker.postgresql else gram for gram in distinct)
        return (self.number, title, "\n".join([around, *self.folded]), indexed, False)


def moment(at: datetime) -> str:
    """As either database takes it: in UTC."""
    return f"{at:%Y-%m-%d %H:%M:%S}"
