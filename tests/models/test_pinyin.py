"""Pinyin of names."""

import pytest

from articles.models.pinyin import reading


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("孙刚", "sun gang"),
        ("曾晓慧", "zeng xiao hui"),
        ("仇和", "qiu he"),
        ("单小明", "shan xiao ming"),
        ("尉迟恭", "yu chi gong"),
        ("欧阳明", "ou yang ming"),
        ("阿布力孜·吐尔洪", "a bu li zi · tu er hong"),
    ],
)
def test_reading_of_a_name_uses_the_surname_s_reading(name, pinyin):
    assert reading(name) == pinyin
