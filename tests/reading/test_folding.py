"""The folded form in which lines are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.folding import comparison_key, fold


@pytest.mark.parametrize(
    ("printed", "folded"), [("相關文章：", "相关文章:"), ("１２（Ａ）", "12(A)"), ("甲　乙", "甲 乙")]
)
def test_folding_is_half_width_and_simplified(printed: str, folded: str) -> None:
    assert fold(printed) == folded


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_punctuation_and_blanks_do_not_count() -> None:
    assert comparison_key("「丹东」 检察，A1") == "丹东检察a1"
