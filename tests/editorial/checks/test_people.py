"""Checks of people: the register, and the first mention."""

import pytest

from articles.editorial.checks.manuscript import Person, Tenure
from articles.editorial.checks.people import first_mentions, name_disagrees, post_disagrees
from tests.editorial.checks.texts import body

CHIEF = Tenure("丹东市人民检察院", "检察长", short_names=("市检察院",))
DEPUTY = Tenure("丹东市人民检察院", "副检察长")


def found(check, person, text="丹东市人民检察院检察长孙刚表示，要加强协作。"):
    return [
        (each.place, each.start, each.words) for each in check(body("会议召开。", text, people=(person,)))
    ]


def test_a_name_that_the_register_does_not_know_is_found_where_it_stands():
    assert found(name_disagrees, Person("孙刚", known_as=("孙钢",))) == [("paragraph:1", 11, "孙刚")]


@pytest.mark.parametrize("known", [(), ("孙刚",), ("孙 刚",), ("孙钢", "孙刚")])
def test_a_known_name_passes(known):
    assert found(name_disagrees, Person("孙刚", known_as=known)) == []


def test_a_post_that_the_register_does_not_have_is_found():
    person = Person("孙刚", ("检察长",), "丹东市人民检察院", posts=(DEPUTY,))
    assert found(post_disagrees, person) == [("paragraph:1", 11, "孙刚")]


def test_the_advice_says_what_the_register_has():
    person = Person("孙刚", ("检察长",), "丹东市人民检察院", posts=(DEPUTY,))
    [finding] = post_disagrees(body("孙刚", people=(person,)))
    assert "丹东市人民检察院副检察长" in str(finding.advice)


def test_a_post_held_at_another_time_is_found():
    gone = Tenure("丹东市人民检察院", "检察长", held=False)
    assert found(post_disagrees, Person("孙刚", ("检察长",), "丹东市人民检察院", posts=(gone,)))


@pytest.mark.parametrize(
    "person",
    [
        Person("孙刚", ("党组书记", "检察长"), "丹东市人民检察院", posts=(DEPUTY, CHIEF)),
        Person("孙刚", ("检察长",), "市检察院", posts=(CHIEF,)),
        Person("孙刚", ("检察长",), "", posts=(CHIEF,)),
        Person("孙刚", (), "丹东市人民检察院", posts=(CHIEF,)),
        Person("孙刚", ("检察长",), "丹东市人民检察院"),
    ],
)
def test_a_post_that_agrees_or_is_not_known_passes(person):
    assert found(post_disagrees, person) == []


def test_a_deputy_post_does_not_agree_with_the_chief_post():
    person = Person("孙刚", ("副检察长",), "丹东市人民检察院", posts=(CHIEF,))
    assert found(post_disagrees, person)


def test_a_speaker_with_neither_body_nor_post_is_found():
    assert found(first_mentions, Person("孙刚", speaks=True)) == [("paragraph:1", 11, "孙刚")]


def test_a_speaker_whose_post_stands_elsewhere_is_found():
    person = Person("孙刚", ("检察长",), "丹东市人民检察院", speaks=True)
    assert found(first_mentions, person, "孙刚表示，要加强协作。")


@pytest.mark.parametrize(
    "person",
    [
        Person("孙刚", ("检察长",), speaks=True),
        Person("孙刚", (), "丹东市人民检察院", speaks=True),
        Person("孙刚"),
        Person("王松", ("委员",), speaks=True),
    ],
)
def test_who_is_introduced_or_does_not_speak_passes(person):
    assert found(first_mentions, person) == []
