"""The browser's own guards: that they let a good page pass and stop a bad one."""

import pytest

from tests.browser.page_checks import STANDARD, assert_accessible, assert_fits, visit


def test_the_login_of_the_desk_is_clean(page):
    visit(page, "/admin/")
    assert_fits(page)
    assert_accessible(page, STANDARD)


def test_a_page_wider_than_the_window_is_noticed(phone):
    phone.set_content("<div style='width: 500px'>宽</div>")
    with pytest.raises(AssertionError, match="508 wide in a window of 390"):
        assert_fits(phone)


def test_a_picture_without_words_is_noticed(page):
    page.set_content("<img src='data:,'>")
    with pytest.raises(AssertionError, match="image-alt"):
        assert_accessible(page)
