"""How names sort and how they are spelled in addresses."""

import pytest

from articles.models import Section, Speaker
from articles.pinyin import free_slug, reading
from tests.builders import make_section, make_speaker


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
def test_a_surname_has_its_own_reading(name, pinyin):
    assert reading(name) == pinyin


@pytest.mark.django_db
def test_an_address_is_made_of_pinyin():
    assert free_slug(Speaker, reading("孙刚")) == "sun-gang"


@pytest.mark.django_db
def test_a_taken_address_gets_a_number():
    make_speaker(slug="sun-gang")
    make_speaker(slug="sun-gang-2")
    assert free_slug(Speaker, "sun gang") == "sun-gang-3"


@pytest.mark.django_db
def test_a_name_outside_the_basic_plane_has_an_address():
    assert free_slug(Speaker, reading("𠮷野")) == "𠮷-ye"


@pytest.mark.django_db
def test_a_name_without_letters_has_an_address_all_the_same():
    assert free_slug(Section, "……") == "section"


@pytest.mark.django_db
def test_a_reserved_word_is_taken():
    make_section(slug="reports-3")
    assert free_slug(Section, "reports", reserved=frozenset({"reports"})) == "reports-2"
