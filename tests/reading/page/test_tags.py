"""Tags that a text bears."""

from __future__ import annotations

from articles.reading.folding import fold
from articles.reading.page.tags import choose_tags
from articles.reading.vocabulary import table
from tests.reading.make import SENTENCE

TITLE = "市人大视察检察机关公益诉讼工作"
BODY = [
    "市检察院汇报公益诉讼工作，介绍了检察建议的办理情况。",
    "未检部门介绍了未检工作，未检检察官参加。",
    SENTENCE,
]


def test_the_subject_comes_first() -> None:
    assert choose_tags(TITLE, BODY)[0] == "公益诉讼"


def test_a_synonym_folds_into_its_tag() -> None:
    assert "未成年人检察" in choose_tags(TITLE, BODY)


def test_the_newsrooms_own_tag_is_used() -> None:
    assert "办理情况" in choose_tags(TITLE, BODY, ["办理情况", "海洋环境"])


def test_a_tag_that_the_text_does_not_bear_is_never_given() -> None:
    assert "海洋环境" not in choose_tags(TITLE, BODY, ["海洋环境"])


def test_no_tag_holds_another() -> None:
    tags = choose_tags("公益诉讼检察建议与行政公益诉讼", ["行政公益诉讼与公益诉讼并重。" * 3])
    assert not any(a != b and a in b for a in tags for b in tags)


def test_a_person_is_no_tag() -> None:
    assert not any(
        "上官云舟" in tag
        for tag in choose_tags("上官云舟调研", ["上官云舟来到派出所。"] * 3, (), ["上官云舟"])
    )


def test_there_are_at_most_eight() -> None:
    everything = "".join(table("tags")["subject"])
    assert 3 <= len(choose_tags("", [everything])) <= 8


def test_a_text_without_subject_has_none() -> None:
    assert choose_tags("", ["天气很好。"]) == ()


def test_the_vocabulary_is_written_simplified() -> None:
    words = [
        word
        for group in ("subject", "event", "body")
        for tag, more in table("tags")[group].items()
        for word in (tag, *more)
    ]
    assert [word for word in words if fold(word) != word] == []
