"""Archive, months and sections: reports page by page."""

from datetime import UTC, datetime

import pytest

from articles.models import Section
from tests.builders import make_published, make_section, make_spoken_reports, make_withdrawn

pytestmark = pytest.mark.django_db


def test_the_archive_lists_the_months(client):
    make_published(published_at=datetime(2019, 8, 31, 16, 30, tzinfo=UTC))  # September in Shanghai
    assert "/reports/2019/9/" in client.get("/reports/").text


def test_a_month_links_to_the_months_before_and_after(client):
    for month in (3, 5, 9):
        make_published(published_at=datetime(2019, month, 15, tzinfo=UTC))
    page = client.get("/reports/2019/5/").text
    assert [f"/reports/2019/{month}/" in page for month in (3, 9)] == [True, True]


def test_a_month_contains_reports_by_local_date(client):
    report = make_published(published_at=datetime(2019, 8, 31, 16, 30, tzinfo=UTC))
    make_published(published_at=datetime(2019, 8, 31, 15, 30, tzinfo=UTC))
    assert list(client.get("/reports/2019/9/").context["page"]) == [report]


@pytest.mark.parametrize(
    "address", ["/reports/2019/7/", "/reports/2019/13/", "/reports/0/1/", "/reports/9999/12/"]
)
def test_a_month_without_reports_is_404(client, address):
    make_published()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("number", [2, 25])
def test_the_archive_makes_six_queries(client, django_assert_num_queries, keeps, number):
    make_spoken_reports(number)
    client.get("/reports/")
    # Their number; the reports; their cards; the months; sections of the menu.
    with django_assert_num_queries(6):
        client.get("/reports/")


@pytest.mark.parametrize("number", [2, 25])
def test_a_section_makes_five_queries(client, django_assert_num_queries, keeps, number):
    address = make_spoken_reports(number).section.get_absolute_url()
    client.get(address)
    # The section; number of its reports; the reports; their cards; sections of the menu.
    with django_assert_num_queries(5):
        client.get(address)


def test_a_section_carries_the_meta_tags_of_a_government_site(client):
    section = make_published(section=make_section()).section
    values = {"ColumnDescription": "本院的消息", "ColumnKeywords": "公告,通报", "ColumnType": "工作动态"}
    Section.objects.update(**dict(zip(("description", "keywords", "kind"), values.values(), strict=True)))
    page = client.get(section.get_absolute_url()).text
    assert [name for name, value in values.items() if f'name="{name}" content="{value}"' not in page] == []


def test_an_empty_section_is_not_in_the_menu(client):
    make_withdrawn(section=make_section("空栏目"))
    assert "空栏目" not in client.get("/").text


def test_an_empty_section_is_404(client):
    section = make_withdrawn(section=make_section()).section
    assert client.get(section.get_absolute_url()).status_code == 404


def test_a_list_has_a_second_page(client):
    for _ in range(21):
        make_published()
    assert len(client.get("/reports/?page=2").context["page"]) == 1


@pytest.mark.parametrize("page", ["0", "-1", "3", "99999999999999999999", "x", "", "1.5", "%00"])
def test_a_page_that_does_not_exist_is_404(client, page):
    make_published()
    assert client.get(f"/reports/?page={page}").status_code == 404


def test_each_page_of_a_list_has_its_own_canonical_url(client):
    for _ in range(21):
        make_published()
    link = '<link rel="canonical" href="https://news.example.gov.cn/reports/?page=2">'
    assert link in client.get("/reports/?page=2").text
