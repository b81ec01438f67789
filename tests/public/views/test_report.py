"""The page of a report."""

import re
from datetime import UTC, datetime

import pytest

from articles.editorial import workflow
from articles.models import Section
from tests.builders import (
    SPOKEN,
    make_published,
    make_section,
    make_spoken_reports,
    make_statement,
    make_withdrawn,
)
from tests.markup import without_indentation

pytestmark = pytest.mark.django_db


def test_a_report_shows_who_said_what(client):
    report = make_spoken_reports()
    statement = report.appearances.get().statements.get()
    assert f'id="s{statement.pk}"' in client.get(report.get_absolute_url()).text


def test_a_report_without_a_section_has_a_url(client):
    report = make_published()
    assert f"<h1>{report.title}</h1>" in client.get(report.get_absolute_url()).text


@pytest.mark.parametrize(
    "address",
    [
        "/other/{month}/t{day}_{pk}.html",
        "/{section}/201901/t{day}_{pk}.html",
        "/{section}/{month}/t20190101_{pk}.html",
        "/{section}/{month}/t{day}_000{pk}.html",
        "/{section}/x/tx_{pk}.html",
    ],
)
def test_another_spelling_of_the_url_redirects_to_the_permanent_one(client, address):
    report = make_published(section=make_section(slug="yaowen"))
    _, section, month, name = report.get_absolute_url().split("/")
    address = address.format(section=section, month=month, day=name[1:9], pk=report.pk)
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (301, report.get_absolute_url())


def test_the_old_url_redirects_after_the_section_is_renamed(client):
    report = make_published(section=make_section(slug="old"))
    address = report.get_absolute_url()
    report.section.slug = "new"
    report.section.save()
    assert client.get(address)["Location"] == address.replace("/old/", "/new/")


@pytest.mark.parametrize("pk", [0, 10**30])
def test_a_report_that_never_existed_is_404(client, pk):
    assert client.get(f"/yaowen/201908/t20190806_{pk}.html").status_code == 404


def test_a_withdrawn_report_is_410_with_its_notice_only(client):
    report = make_withdrawn("不该再看到", notice="因故撤稿。")
    response = client.get(report.get_absolute_url())
    assert response.status_code == 410
    assert ("因故撤稿。" in response.text, "不该再看到" in response.text) == (True, False)


def test_a_report_that_was_withdrawn_silently_is_404(client):
    assert client.get(make_withdrawn().get_absolute_url()).status_code == 404


def test_the_notice_disappears_when_the_report_is_published_again(client):
    report = make_withdrawn(notice="因故撤稿。")
    workflow.transition(report, "publish")
    workflow.transition(report, "withdraw", reason="有误")
    assert client.get(report.get_absolute_url()).status_code == 404


def test_a_withdrawn_report_is_404_at_any_other_url(client):
    address = make_withdrawn(notice="因故撤稿。").get_absolute_url().replace("/reports/", "/yaowen/")
    assert client.get(address).status_code == 404


def test_empty_fields_are_not_shown(client):
    page = client.get(make_published().get_absolute_url()).text
    names = ("ContentSource", "Author", "Keywords", "ColumnName", "Image", "og:image")
    assert [name for name in names if f'"{name}"' in page] == []
    assert 'content=""' not in page


def test_a_report_carries_the_meta_tags_of_a_government_site(client):
    report = make_spoken_reports(
        published_at=datetime(2019, 8, 6, 9, 19, tzinfo=UTC), source="武汉市人民检察院"
    )
    Section.objects.update(kind="工作动态")
    report.credits.create(role="供稿", name="刘璐")
    page = client.get(report.get_absolute_url()).text
    for tag in (
        '<meta name="ArticleTitle" content="报道0">',
        '<meta name="PubDate" content="2019-08-06 17:19">',
        '<meta name="ContentSource" content="武汉市人民检察院">',
        '<meta name="SiteName" content="检察新闻">',
        '<meta name="SiteDomain" content="news.example.gov.cn">',
        '<meta name="ColumnName" content="检察要闻">',
        '<meta name="ColumnType" content="工作动态">',
        '<meta name="Author" content="刘璐">',
        f'<meta name="Description" content="{SPOKEN}">',
        f'<meta name="Url" content="https://news.example.gov.cn{report.get_absolute_url()}">',
        '<meta name="Keywords" content="标签0">',
        f'<link rel="canonical" href="https://news.example.gov.cn{report.get_absolute_url()}">',
    ):
        assert tag in without_indentation(page)


def test_html_in_any_field_is_escaped(client):
    hostile = '"><script>alert(1)</script>'
    report = make_published(hostile, paragraphs=[hostile], source=hostile, tags=[hostile], summary=hostile)
    make_statement(report, hostile, name=hostile[:20])
    page = client.get(report.get_absolute_url()).text
    assert "<script>alert" not in page
    assert '""><script' not in page


def test_a_page_has_no_inline_style_or_script(client):
    page = client.get(make_spoken_reports().get_absolute_url()).text
    assert " style=" not in page
    assert "<style" not in page
    data = page.count('<script type="application/ld+json">')  # is not executed
    assert page.count("<script") == page.count('<script src="') + data


def related(client, report):
    """The addresses of the reports that the page of a report names as related, in their order."""
    part = client.get(report.get_absolute_url()).text.partition('<section class="related"')[2]
    return re.findall(r'class="title" href="([^"]+)"', part.partition("</section>")[0])


def test_related_reports_share_tags_or_people(client):
    report, near = make_published(tags=["公益诉讼"]), make_published(tags=["公益诉讼"])
    make_published(tags=["别的"])
    assert related(client, report) == [near.get_absolute_url()]


def test_related_reports_are_ordered_by_what_they_share(client):
    report = make_published(tags=["公益诉讼", "听证"])
    nearest = make_published(tags=["公益诉讼", "听证"])
    near = make_published(tags=["公益诉讼"])
    assert related(client, report) == [nearest.get_absolute_url(), near.get_absolute_url()]


def test_a_withdrawn_report_is_not_among_related_ones(client):
    report = make_published(tags=["公益诉讼"])
    make_withdrawn(tags=["公益诉讼"])
    assert related(client, report) == []


def test_previous_and_next_report_are_by_date(client):
    old, middle, new = (
        make_published(published_at=datetime(year, 1, 1, tzinfo=UTC)) for year in (2018, 2019, 2020)
    )
    page = client.get(middle.get_absolute_url()).text
    for rel, report in (("prev", old), ("next", new)):
        links = re.findall(rf'<a rel="{rel}" href="([^"]+)">([^<]+)</a>', page)
        assert links == [(report.get_absolute_url(), report.title)]


@pytest.mark.parametrize("number", [2, 9])
def test_a_report_page_makes_five_queries(client, django_assert_num_queries, keeps, number):
    address = make_spoken_reports(number).get_absolute_url()
    client.get(address)
    # The report as it is kept; those beside it, its tags and people; who shares them; the cards of all these;
    # sections of the menu.
    with django_assert_num_queries(5):
        client.get(address)


def test_a_report_page_of_which_nothing_is_kept_makes_thirteen_queries(client, django_assert_num_queries):
    address = make_spoken_reports(9).get_absolute_url()
    # The five; the report, its photos, appearances, statements, credits and tags; the rows of the cards, and
    # their speakers.
    with django_assert_num_queries(13):
        client.get(address)


def test_a_report_shows_its_occasion(client):
    address = make_published(occasion="座谈会").get_absolute_url()
    assert "场合： 座谈会" in client.get(address).content.decode()


def test_what_surrounds_a_report_follows_its_section_and_the_settings(client, settings):
    section = make_section(name="案例")
    one, other = make_published("甲", section=section), make_published("乙")
    first, second = (client.get(report.get_absolute_url()).text for report in (one, other))
    assert ('aria-current="true"' in first, 'aria-current="true"' in second) == (True, False)
    settings.SITE_NAME = "另一个名字"
    assert "另一个名字" in client.get(one.get_absolute_url()).text
    Section.objects.update(name="改了名")
    assert "改了名" in client.get(other.get_absolute_url()).text


def test_a_title_that_looks_like_a_mark_is_a_title(client):
    title = f"{'0' * 32}001"
    assert f"<h1>{title}</h1>" in client.get(make_published(title).get_absolute_url()).text
