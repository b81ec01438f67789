"""What a reader may have meant, and may be about to type."""

import pytest

from articles.models import Report, Suggestion
from articles.search import completions, corrections, index
from tests.builders import make_appearance, make_published, make_report

pytestmark = pytest.mark.django_db


def make_indexed(title="公益诉讼工作", make=make_published, **values):
    report = make(title, **values)
    index([report])
    return report


def make_named(name):
    report = make_published(paragraphs=[f"{name}讲话。"])
    make_appearance(report, name)
    index([report])


def understood(text):
    return corrections(text, Report.objects.published())


def offered(text):
    return completions(text, Report.objects.published())


@pytest.mark.parametrize("text", ["公益诉颂", "公意诉讼", "攻益诉讼", "gongyisusong", "gongyi susong"])
def test_a_word_of_the_same_sound_was_meant(text):
    make_indexed()
    assert "公益诉讼" in understood(text)


def test_the_rest_of_the_query_stays(tmp_path):
    make_indexed(paragraphs=["听证会很好。"])
    assert understood("听证会 公益诉颂") == ["听证会 公益诉讼"]


def test_a_word_inside_a_longer_term_is_put_right():
    make_indexed("公益诉讼工作推进")
    assert "公益诉讼工作" in understood("公益诉颂工作")


def test_a_word_was_meant_by_the_initials_of_its_pinyin():
    make_indexed()
    assert "公益诉讼" in understood("gyss")


def test_a_long_name_is_put_right_as_a_whole():
    make_named("阿布力孜·吐尔洪")
    assert understood("阿不力孜·吐尔红") == ["阿布力孜·吐尔洪"]


@pytest.mark.parametrize("text", ["求保兴", "仇宝兴", "qiubaoxing", "choubaoxing"])
def test_a_name_is_known_by_either_reading_of_its_surname(text):
    make_named("仇保兴")
    assert understood(text) == ["仇保兴"]


def test_what_only_a_draft_says_was_not_meant():
    make_indexed(make=make_report)
    assert understood("公益诉颂") == []


def test_a_word_of_another_sound_was_not_meant():
    make_indexed()
    assert understood("检察建议") == []


@pytest.mark.parametrize("text", ["", "“”", "𠮷", "1", "a" * 500, "的" * 100])
def test_anything_may_be_asked(text):
    make_indexed()
    assert understood(text) == offered(text) == []


@pytest.mark.parametrize("text", ["公", "公益诉", "g", "gongyis", "gong yi su", "gyss", "GYSS", "公益s"])
def test_a_word_is_offered_by_its_beginning(text):
    make_indexed()
    assert "公益诉讼" in offered(text)


@pytest.mark.parametrize("text", ["招国", "招國", "zhaoguo"])
def test_a_name_in_traditional_characters_is_offered_by_either_form(text):
    make_named("招國樑")
    assert offered(text) == ["招國樑"]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("阿布力孜·吐尔洪", "阿布"),
        ("阿布力孜·吐尔洪", "阿布力孜·吐"),
        ("12309检察服务中心", "123"),
        ("A股", "Ａ"),
        ("青海省海西蒙古族藏族自治州检察院", "青海"),
        ("孙刚", "孙g"),
    ],
)
def test_a_name_of_any_letters_is_offered(name, typed):
    make_named(name)
    assert offered(typed) == [name]


def test_a_tag_is_offered_before_a_word_of_a_title():
    make_indexed("公交公司走访")
    make_indexed("工作", tags=["公开听证"])
    assert offered("公")[0] == "公开听证"


def test_a_role_of_a_by_line_is_no_word_to_offer():
    report = make_published("报道", paragraphs=["供稿人写道。"])
    report.credits.create(role="供稿", name="刘璐")
    index([report])
    assert offered("供") == []


@pytest.mark.parametrize("text", ["的", "在全", "制服的"])
def test_words_that_tell_of_nothing_are_not_offered(text):
    make_indexed("穿制服的人在全市")
    assert offered(text) == []


def test_what_only_a_draft_says_is_not_offered():
    make_indexed(make=make_report)
    assert offered("公益") == []


def test_a_word_is_kept_once():
    make_indexed()
    make_indexed()
    assert Suggestion.objects.filter(text="公益诉讼").count() == 1


def test_a_rare_character_has_its_place():
    make_named("赵𬭚")
    assert offered("赵") == ["赵𬭚"]
