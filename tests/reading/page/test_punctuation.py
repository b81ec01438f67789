"""Restored full-width punctuation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.page.punctuation import restore, undo
from tests.reading.make import LEAD, make_draft


@pytest.mark.parametrize(
    ("printed", "restored"),
    [
        ("他表示,主动接受监督;会上:好?好!", "他表示，主动接受监督；会上：好？好！"),
        ("民法典(草案)", "民法典（草案）"),
        ("17:19", "17:19"),
        ("共3,000件,同比", "共3,000件，同比"),
        ("1.问题", "1.问题"),
        ("说:“好”,他", "说：“好”，他"),
        ("iPhone,Android", "iPhone,Android"),
        ("公司(IPO)", "公司（IPO）"),
        ("真的?!", "真的？！"),
        ("见http://a.cn", "见http://a.cn"),
        ("第1号:2人", "第1号：2人"),
        ("“云闪付”(a)b", "“云闪付”（a）b"),
    ],
)
def test_marks_beside_chinese_are_widened(printed: str, restored: str) -> None:
    assert restore(printed)[0] == restored


def test_changed_offsets_are_returned() -> None:
    assert restore("甲,乙:1:2") == ("甲，乙：1:2", (1, 3))


@given(st.text(alphabet="甲乙1a,:;?!()，（“”"))
def test_undo_reverts_restore(text: str) -> None:
    assert undo(*restore(text)) == text


def test_restored_title_and_body_can_be_reverted() -> None:
    draft = make_draft("如何做好工作?检察有话说", LEAD.replace("，", ","))
    assert (undo(draft.title, draft.title_restored), undo(draft.body[0].text, draft.body[0].restored)) == (
        "如何做好工作?检察有话说",
        LEAD.replace("，", ","),
    )
