"""Tags of a report."""

from __future__ import annotations

from collections import Counter

import pytest

from articles.reading.folding import fold
from articles.reading.page.tags import choose_tags
from articles.reading.vocabulary import load_table
from tests.reading.make import SENTENCE

TITLE = "市人大视察检察机关公益诉讼工作"
BODY = [
    "市检察院汇报公益诉讼工作，介绍了检察建议的办理情况。",
    "未检部门介绍了未检工作，未检检察官参加。",
    SENTENCE,
]


def test_the_subject_comes_first() -> None:
    assert choose_tags(TITLE, BODY)[0] == "公益诉讼"


def test_a_synonym_gives_its_tag() -> None:
    assert "未成年人检察" in choose_tags(TITLE, BODY)


def test_the_newsrooms_own_tag_is_used() -> None:
    assert "夜谈会" in choose_tags(
        "院长的夜谈会", ["夜谈会上，院长听取意见。", *BODY], ["夜谈会", "海洋环境"]
    )


def test_a_tag_is_spelt_as_the_newsroom_spells_it() -> None:
    assert "公益訴訟" in choose_tags(TITLE, BODY, ["公益訴訟"])


def test_a_report_in_traditional_characters_has_tags_in_these() -> None:
    assert choose_tags("公益訴訟護航鄉村", ["檢察機關辦理公益訴訟案件，保護農戶權益。"])[0] == "公益訴訟"


def test_a_tag_without_a_word_in_the_text_is_not_given() -> None:
    assert "海洋环境" not in choose_tags(TITLE, BODY, ["海洋环境"])


def test_no_tag_contains_another() -> None:
    tags = choose_tags("公益诉讼检察建议与行政公益诉讼", ["行政公益诉讼与公益诉讼并重。" * 3])
    assert not any(a != b and a in b for a in tags for b in tags)


def test_a_person_is_no_tag() -> None:
    assert not any(
        "上官云舟" in tag
        for tag in choose_tags("上官云舟调研", ["上官云舟来到派出所。"] * 3, (), ["上官云舟"])
    )


def test_there_are_at_most_five() -> None:
    everything = "".join(load_table("tags")["business"])
    assert len(choose_tags("", [everything])) == 5


@pytest.mark.parametrize(
    ("title", "body", "subject"),
    [
        ("渔政支队开展水草期巡护执法行动", "水草期巡护执法从清晨开始。", "巡护执法"),
        ("县人大常委会视察花椒种植工作", "视察组查看了花椒种植基地，花椒长势良好。", "花椒种植"),
        ("人大常委会召开《云屏州梯田保护条例》实施座谈会", "梯田保护有了条例。", "梯田保护"),
    ],
)
def test_a_compound_of_the_title_is_a_tag(title: str, body: str, subject: str) -> None:
    assert subject in choose_tags(title, [body])


def test_a_phrase_that_cuts_a_word_is_no_tag() -> None:
    tags = choose_tags("市人大视察检察机关公益诉讼工作", ["检察机关公益诉讼工作，检察机关公益诉讼。" * 3])
    assert "检察机关公益" not in tags


@pytest.mark.parametrize(
    ("title", "body", "tag"),
    [
        ("河阳法院开放日", "活动在河阳法院举行。", "法院"),
        ("江防派出所的一夜", "民警出发了。", "公安"),
        ("人大代表走进小区", "代表与居民交谈。", "人大代表"),
    ],
)
def test_the_office_that_acts_is_a_tag(title: str, body: str, tag: str) -> None:
    assert tag in choose_tags(title, [body])


def test_an_office_is_no_tag_beside_one_about_its_work() -> None:
    assert "人大" not in choose_tags(TITLE, BODY)


def test_an_office_that_does_not_act_is_no_tag() -> None:
    assert "法院" not in choose_tags("县检察院与县法院会商", ["县检察院来到县法院，会商虚假诉讼。"])


def test_a_word_inside_a_longer_one_does_not_count() -> None:
    assert "普法" not in choose_tags("夜市普法", ["夜市普法开始了，法院的夜市普法。"])


def test_a_title_only_term_in_the_body_is_no_tag() -> None:
    assert "反邪教" not in choose_tags("社区见闻", ["居民看了反邪教的展板。"])


def test_a_title_only_term_in_the_body_hides_no_word() -> None:
    assert "垃圾分类" in choose_tags("走进小区", ["居民说起生活垃圾分类，生活垃圾分类做了三年。"])


def test_a_title_only_term_in_the_title_is_a_tag() -> None:
    assert "反邪教" in choose_tags("反邪教展板进社区", ["居民看了展板。"])


def test_no_word_spans_title_and_body() -> None:
    assert "听证员" not in choose_tags("社区里的听证", ["员工到了。"])


def test_the_newsrooms_own_tag_counts_inside_a_longer_word() -> None:
    assert "法庭" in choose_tags("旅游法庭", ["旅游法庭开庭。"], ["法庭"])


def test_of_similar_tags_one_is_given() -> None:
    assert (
        len({"生态环境", "生态保护"} & set(choose_tags("生态环境与生态保护", ["生态环境，生态保护。"]))) == 1
    )


def test_a_text_without_subject_has_no_tags() -> None:
    assert choose_tags("", ["天气很好。"]) == ()


def test_the_vocabulary_is_written_simplified() -> None:
    words = [
        word
        for group in ("business", "matter", "event", "organisation")
        for tag, more in load_table("tags")[group].items()
        for word in (tag, *more)
    ]
    assert [word for word in words if fold(word) != word] == []


def test_every_listed_tag_is_in_the_vocabulary() -> None:
    data = load_table("tags")
    known = {tag for group in ("business", "matter", "event", "organisation") for tag in data[group]}
    named = {*data["common"]["tags"], *(tag for group in data["alike"]["groups"] for tag in group)}
    assert named - known == set()


def test_the_vocabulary_has_no_duplicates() -> None:
    data = load_table("tags")
    groups = [data["business"], data["matter"], data["event"], data["title_only"]["tags"]]
    times = Counter(tag for group in groups for tag in group)
    assert [tag for tag, often in times.items() if often > 1] == []


def test_a_compound_without_subject_word_is_no_tag() -> None:
    assert "八旬老人" not in choose_tags("八旬老人执意汇款", ["八旬老人要把养老钱汇出去，八旬老人不听劝。"])
