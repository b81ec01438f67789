"""Checks of personal data. All numbers are invented."""

import pytest

from articles.editorial.checks import Level
from articles.editorial.checks.privacy import (
    bank_accounts,
    home_addresses,
    identity_numbers,
    is_identity_number,
    mobile_numbers,
    number_plates,
)
from tests.editorial.checks.texts import body, fixed, words

NUMBER = "11010519491231002X"  # the example of the standard


def test_the_check_digit_is_that_of_the_standard():
    assert [is_identity_number(NUMBER[:17] + digit) for digit in "X1"] == [True, False]


@pytest.mark.parametrize(
    "number", [NUMBER, NUMBER.lower(), "110105 19491231 002X", "１１０１０５１９４９１２３１００２Ｘ"]
)
def test_an_identity_number_is_an_error_and_masked(number):
    assert fixed(identity_numbers, f"身份证号{number}。").replace(" ", "")[10:] == "*" * 12 + "。"


def test_a_number_with_a_wrong_check_digit_is_a_warning():
    [finding] = identity_numbers(body("身份证号110105194912310021"))
    assert finding.level == Level.WARNING


@pytest.mark.parametrize("number", ["110105199913310021", "123456789012345678901", "210603"])
def test_other_numbers_are_no_identity_numbers(number):
    assert words(identity_numbers, f"编号{number}") == []


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("13800138000", "138****8000"),
        ("138 0013 8000", "138 **** 8000"),
        ("+86-13800138000", "+86-138****8000"),
    ],
)
def test_a_mobile_number_is_masked(number, masked):
    assert fixed(mobile_numbers, f"电话{number}。") == f"电话{masked}。"


@pytest.mark.parametrize("number", ["12309", "0415-2129000", "12345678901", "113800138000", "2019001380013"])
def test_other_numbers_are_no_mobile_numbers(number):
    assert words(mobile_numbers, f"电话{number}") == []


def test_a_bank_card_is_told_by_its_check_digit():
    assert fixed(bank_accounts, "卡号6222021234567890128，6222021234567890123") == (
        "卡号6222***************，6222021234567890123"
    )


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("家住振兴区锦山大街12号3单元401室。", "家住振兴区锦山大街某号。"),
        ("住址：振兴区锦山小区5号楼。", "住址：振兴区锦山小区某号。"),
    ],
)
def test_a_home_address_ends_before_its_number(text, right):
    assert fixed(home_addresses, text) == right


@pytest.mark.parametrize(
    "text", ["检察院位于锦山大街12号。", "家住丹东。检察院在12号楼。", "家住振兴区锦山大街某号"]
)
def test_an_office_may_have_its_address(text):
    assert words(home_addresses, text) == []


def test_a_number_plate_is_masked():
    assert fixed(number_plates, "驾驶辽F12345轿车") == "驾驶辽F*****轿车"


def test_a_code_is_no_number_plate():
    assert words(number_plates, "京A股、沪A1234") == []
