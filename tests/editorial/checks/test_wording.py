"""Checks of wording."""

import pytest

from articles.editorial.checks import Level
from articles.editorial.checks.lists import terms
from articles.editorial.checks.manuscript import Wording
from articles.editorial.checks.wording import (
    chief_procurator,
    congress_deputies,
    congress_posts,
    procuratorate_names,
    word_list,
)
from tests.editorial.checks.texts import body, fixed, words


@pytest.mark.parametrize(
    ("check", "text", "right"),
    [
        (procuratorate_names, "市检查院检查长和检查官", "市检察院检察长和检察官"),
        (procuratorate_names, "中央纪律检察委员会", "中央纪律检查委员会"),
        (chief_procurator, "市检察院院长孙刚、副检察院副院长", "市检察院检察长孙刚、副检察院副检察长"),
        (congress_posts, "市人大副主任、人大主任", "市人大常委会副主任、人大常委会主任"),
        (congress_deputies, "邀请人民代表视察", "邀请人大代表视察"),
    ],
)
def test_a_wrong_term_is_corrected(check, text, right):
    assert fixed(check, text) == right


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (procuratorate_names, "市检察院检察长到纪律检查机关检查"),
        (chief_procurator, "市检察院检察长、市中级人民法院院长"),
        (congress_posts, "市人大常委会副主任、市人大法制委主任、人大主任会议"),
        (congress_deputies, "市人民代表大会的人大代表"),
    ],
)
def test_a_right_term_passes(check, text):
    assert words(check, text) == []


def test_a_word_on_the_list_is_found_with_its_legal_basis_and_level():
    wording = Wording("布署", "部署", "词典", Level.HINT)
    [finding] = word_list(body("作出布署", wordings=(wording,)))
    assert (finding.words, finding.fix, finding.legal_basis, finding.level) == (
        "布署",
        "部署",
        "词典",
        "hint",
    )


def test_a_word_passes_inside_its_exceptions_and_inside_the_right_word():
    wordings = (Wording("防犯", "防范", "", except_in=("消防犯",)), Wording("主任", "副主任", ""))
    assert words(word_list, "消防犯错，副主任", wordings=wordings) == []


def test_a_word_to_be_avoided_has_no_fix():
    [finding] = word_list(body("某词", wordings=(Wording("某词", "", ""),)))
    assert finding.fix is None


@pytest.mark.parametrize(
    ("file", "key"),
    [("words", "word"), *(("terms", key) for key in ("procuratorate", "chief", "congress", "deputies"))],
)
def test_no_right_word_of_our_lists_is_wrong_itself(file, key):
    entries = terms(file, key)
    assert not [entry for entry in entries if words(word_list, entry.right, wordings=entries)]
