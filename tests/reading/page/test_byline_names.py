"""Names in by-lines."""

from __future__ import annotations

import pytest

from articles.reading.page.byline_names import look_like_names, parse_names, signature_names


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("刘璐", ("刘璐",)),
        ("紫苏 连翘", ("紫苏", "连翘")),
        ("韩韬、完么吉", ("韩韬", "完么吉")),
        ("刘 畅", ("刘畅",)),
        ("尹 月 莫 离", ("尹月", "莫离")),
        ("第六检察部 钟灵", ("钟灵",)),
        ("政治部", ("政治部",)),
        ("阿布力孜·吐尔洪", ("阿布力孜·吐尔洪",)),
        ("热依汗古丽", ("热依汗古丽",)),
        ("于会", ("于会",)),
        ("admin", ()),
        ("管理员", ()),
        ("通訊員", ()),
        ("", ()),
    ],
)
def test_a_by_line_names(value: str, names: tuple[str, ...]) -> None:
    assert parse_names(value) == names


@pytest.mark.parametrize(
    "value", ["近年来,全市检察机关", "上官云舟与民警亲切交谈", "您怎么看这个问题?", "12345"]
)
def test_other_words_are_no_by_line(value: str) -> None:
    assert parse_names(value) is None


@pytest.mark.parametrize("value", ["张三", "葛亚楠 代长青", "欧阳若兰", "禹百川"])
def test_values_with_a_surname_look_like_names(value: str) -> None:
    assert look_like_names(value)


@pytest.mark.parametrize(
    "value", ["现场", "政治部", "一二三四五", "未完待续", "甲 乙 丙 丁 戊 己 庚 辛 壬 癸", ""]
)
def test_other_words_do_not_look_like_names(value: str) -> None:
    assert not look_like_names(value)


def test_three_spaced_characters_are_one_name() -> None:
    assert parse_names("江 一 舟") == ("江一舟",)


def test_a_login_is_nobody() -> None:
    assert parse_names("zgjc") == ()


def test_a_signature_may_follow_an_office() -> None:
    assert signature_names("青枫镇党政办　郤诜") == ("郤诜",)


def test_a_name_with_the_character_he_is_whole() -> None:
    assert parse_names("卞和玉") == ("卞和玉",)
