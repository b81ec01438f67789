"""Home, archive, sections, and the report itself."""

import re
from datetime import UTC, datetime

import pytest

from articles import workflow
from articles.models import Section
from articles.templatetags.public_site import clock, event_dates, partial_date
from tests.builders import (
    drawn,
    make_photo,
    make_published,
    make_report,
    make_section,
    make_speaker,
    make_statement,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db

WORDS = "孙刚表示，要主动接受监督。"


def text(client, address):
    return client.get(address).content.decode()


def make_spoken(number=1, **values):
    """Published reports in which one person speaks, tagged and in a section."""
    speaker = make_speaker()
    section = make_section()
    for index in range(number):
        report = make_published(
            f"报道{index}", paragraphs=[WORDS], section=section, tags=[f"标签{index}"], **values
        )
        make_statement(report, WORDS, speaker=speaker)
    return report


# --- Home


def test_home_without_reports_says_so(client):
    assert client.get("/").status_code == 200


def test_home_leads_with_the_newest_report(client):
    make_published("旧的", published_at=datetime(2019, 1, 1, tzinfo=UTC))
    newest = make_published("新的", published_at=datetime(2024, 1, 1, tzinfo=UTC))
    assert client.get("/").context["lead"] == newest


def test_home_shows_the_newest_of_each_section(client):
    reports = [make_published(section=make_section(name)) for name in ("要闻", "公告")]
    assert set(client.get("/").context["by_section"]) == set(reports)


def test_home_shows_no_more_than_a_few_of_a_section(client):
    section = make_section()
    for _ in range(6):
        make_published(section=section)
    assert len(client.get("/").context["by_section"]) == 4


def test_home_shows_the_sections_in_their_order(client):
    second, first = make_section("第二"), make_section("第一")
    second.order = 9
    second.save()
    reports = [make_published(section=section) for section in (first, second)]
    assert list(client.get("/").context["by_section"]) == reports


def test_home_quotes_what_was_said_last(client):
    report = make_spoken()
    statement = report.appearances.get().statements.get()
    assert f'<a href="{report.get_absolute_url()}#s{statement.pk}">' in text(client, "/")


def test_home_quotes_no_words_that_an_edit_took_out(client):
    make_statement(make_published(), "没有说过的话")
    assert "没有说过的话" not in text(client, "/")


def test_home_names_those_who_spoke_most(client):
    make_spoken(2)
    assert [speaker.said for speaker in client.get("/").context["speakers"]] == [2]


@pytest.mark.parametrize("number", [2, 9])
def test_home_asks_the_database_nine_times(client, django_assert_num_queries, number):
    make_spoken(number)
    # Lead and latest; their voices; what they say; keys of each section's newest; those reports;
    # their voices; the most active speakers; tags; sections of the masthead.
    with django_assert_num_queries(9):
        client.get("/")


# --- Archive and sections


def test_the_archive_names_the_months(client):
    make_published(published_at=datetime(2019, 8, 31, 16, 30, tzinfo=UTC))  # September in Shanghai
    assert "/reports/2019/9/" in text(client, "/reports/")


def test_a_month_leads_to_those_beside_it(client):
    for month in (3, 5, 9):
        make_published(published_at=datetime(2019, month, 15, tzinfo=UTC))
    page = text(client, "/reports/2019/5/")
    assert [f"/reports/2019/{month}/" in page for month in (3, 9)] == [True, True]


def test_a_month_holds_its_reports_by_the_day_of_the_place(client):
    report = make_published(published_at=datetime(2019, 8, 31, 16, 30, tzinfo=UTC))
    make_published(published_at=datetime(2019, 8, 31, 15, 30, tzinfo=UTC))
    assert list(client.get("/reports/2019/9/").context["page"]) == [report]


@pytest.mark.parametrize(
    "address", ["/reports/2019/7/", "/reports/2019/13/", "/reports/0/1/", "/reports/9999/12/"]
)
def test_a_month_without_reports_is_not_found(client, address):
    make_published()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("number", [2, 25])
def test_the_archive_asks_the_database_five_times(client, django_assert_num_queries, number):
    make_spoken(number)
    # Their number; the reports; their voices; the months; sections of the masthead.
    with django_assert_num_queries(5):
        client.get("/reports/")


@pytest.mark.parametrize("number", [2, 25])
def test_a_section_asks_the_database_five_times(client, django_assert_num_queries, number):
    address = make_spoken(number).section.get_absolute_url()
    # The section; number of its reports; the reports; their voices; sections of the masthead.
    with django_assert_num_queries(5):
        client.get(address)


def test_a_section_carries_the_meta_tags_of_a_government_site(client):
    section = make_published(section=make_section()).section
    values = {"ColumnDescription": "本院的消息", "ColumnKeywords": "公告,通报", "ColumnType": "工作动态"}
    Section.objects.update(**dict(zip(("description", "keywords", "kind"), values.values(), strict=True)))
    page = text(client, section.get_absolute_url())
    assert [name for name, value in values.items() if f'name="{name}" content="{value}"' not in page] == []


def test_an_empty_section_is_in_no_menu(client):
    make_withdrawn(section=make_section("空栏目"))
    assert "空栏目" not in text(client, "/")


def test_an_empty_section_is_not_found(client):
    section = make_withdrawn(section=make_section()).section
    assert client.get(section.get_absolute_url()).status_code == 404


def test_a_list_goes_on_on_a_second_page(client):
    for _ in range(21):
        make_published()
    assert len(client.get("/reports/?page=2").context["page"]) == 1


@pytest.mark.parametrize("page", ["0", "-1", "3", "99999999999999999999", "x", "", "1.5", "%00"])
def test_a_page_that_is_not_there_is_not_found(client, page):
    make_published()
    assert client.get(f"/reports/?page={page}").status_code == 404


def test_each_page_of_a_list_has_its_own_permanent_address(client):
    for _ in range(21):
        make_published()
    assert '<link rel="canonical" href="https://news.example.gov.cn/reports/?page=2">' in text(
        client, "/reports/?page=2"
    )


# --- A report


def test_a_report_shows_who_said_what(client):
    report = make_spoken()
    statement = report.appearances.get().statements.get()
    assert f'id="s{statement.pk}"' in text(client, report.get_absolute_url())


def test_a_report_without_a_section_has_an_address(client):
    report = make_published()
    assert client.get(report.get_absolute_url()).status_code == 200


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
def test_another_spelling_of_its_address_leads_to_the_permanent_one(client, address):
    report = make_published(section=make_section(slug="yaowen"))
    _, section, month, name = report.get_absolute_url().split("/")
    address = address.format(section=section, month=month, day=name[1:9], pk=report.pk)
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (301, report.get_absolute_url())


def test_its_old_address_leads_on_when_the_section_is_renamed(client):
    report = make_published(section=make_section(slug="old"))
    address = report.get_absolute_url()
    report.section.slug = "new"
    report.section.save()
    assert client.get(address)["Location"] == address.replace("/old/", "/new/")


@pytest.mark.parametrize("pk", [0, 10**30])
def test_a_report_that_never_was_is_not_found(client, pk):
    assert client.get(f"/yaowen/201908/t20190806_{pk}.html").status_code == 404


def test_a_withdrawn_report_says_nothing_but_its_notice(client):
    report = make_withdrawn("不该再看到", notice="因故撤稿。")
    response = client.get(report.get_absolute_url())
    assert response.status_code == 410
    assert ("因故撤稿。" in response.text, "不该再看到" in response.text) == (True, False)


def test_a_report_that_was_withdrawn_silently_is_not_found(client):
    assert client.get(make_withdrawn().get_absolute_url()).status_code == 404


def test_a_notice_goes_when_the_report_is_back(client):
    report = make_withdrawn(notice="因故撤稿。")
    workflow.move(report, "publish")
    workflow.move(report, "withdraw", reason="有误")
    assert client.get(report.get_absolute_url()).status_code == 404


def test_a_withdrawn_report_is_not_known_at_any_other_address(client):
    address = make_withdrawn(notice="因故撤稿。").get_absolute_url().replace("/reports/", "/yaowen/")
    assert client.get(address).status_code == 404


def test_empty_items_are_left_out(client):
    page = text(client, make_published().get_absolute_url())
    names = ("ContentSource", "Author", "Keywords", "ColumnName", "Image", "og:image")
    assert [name for name in names if f'"{name}"' in page] == []
    assert 'content=""' not in page


def test_a_report_carries_the_meta_tags_of_a_government_site(client):
    report = make_spoken(published_at=datetime(2019, 8, 6, 9, 19, tzinfo=UTC), source="武汉市人民检察院")
    Section.objects.update(kind="工作动态")
    report.credits.create(role="供稿", name="刘璐")
    page = text(client, report.get_absolute_url())
    for tag in (
        '<meta name="ArticleTitle" content="报道0">',
        '<meta name="PubDate" content="2019-08-06 17:19">',
        '<meta name="ContentSource" content="武汉市人民检察院">',
        '<meta name="SiteName" content="检察新闻">',
        '<meta name="SiteDomain" content="news.example.gov.cn">',
        '<meta name="ColumnName" content="检察要闻">',
        '<meta name="ColumnType" content="工作动态">',
        '<meta name="Author" content="刘璐">',
        f'<meta name="Description" content="{WORDS}">',
        f'<meta name="Url" content="https://news.example.gov.cn{report.get_absolute_url()}">',
        '<meta name="Keywords" content="标签0">',
        f'<link rel="canonical" href="https://news.example.gov.cn{report.get_absolute_url()}">',
    ):
        assert tag in page


def test_hostile_words_are_escaped_wherever_they_stand(client):
    hostile = '"><script>alert(1)</script>'
    report = make_published(hostile, paragraphs=[hostile], source=hostile, tags=[hostile], summary=hostile)
    make_statement(report, hostile, name=hostile[:20])
    page = text(client, report.get_absolute_url())
    assert "<script>alert" not in page
    assert '""><script' not in page


def test_a_page_needs_no_style_or_script_of_its_own(client):
    page = text(client, make_spoken().get_absolute_url())
    assert " style=" not in page
    assert "<style" not in page
    data = page.count('<script type="application/ld+json">')  # runs nothing
    assert page.count("<script") == page.count('<script src="') + data


def test_a_photo_is_shown_with_its_caption(client):
    report = make_published()
    photo = make_photo(report, caption="会议现场", alt="人们坐在桌边")
    page = text(client, report.get_absolute_url())
    assert re.search(rf'<img src="{photo.file.url}"[^>]* alt="人们坐在桌边"', page)
    assert "<figcaption>会议现场</figcaption>" in page


def test_a_photo_keeps_its_place_free_while_it_loads(client):
    report = make_published()
    make_photo(report, content=drawn(600, 400), name="a.png")
    assert 'width="600" height="400"' in text(client, report.get_absolute_url())


def test_a_photo_is_offered_in_several_widths(client):
    report = make_published()
    url = make_photo(report, content=drawn(600, 400), name="a.png").file.url
    assert f'srcset="{url}/480.webp 480w, {url}/600.webp 600w"' in text(client, report.get_absolute_url())


def test_only_what_is_below_the_first_screen_waits(client):
    report = make_published(paragraphs=["一段。", "二段。"])
    for place in (0, 1):
        make_photo(report, f"{place}.png", content=drawn(9, 9), before=place)
    page = text(client, report.get_absolute_url())
    assert [page.count(how) for how in ('loading="lazy"', 'fetchpriority="high"')] == [1, 1]


@pytest.mark.parametrize(("width", "shown"), [(299, False), (300, True)])
def test_the_card_of_a_shared_link_has_a_picture_that_is_wide_enough(client, width, shown):
    report = make_published()
    make_photo(report, "a.png", content=drawn(width, 200))
    assert ('property="og:image"' in text(client, report.get_absolute_url())) == shown


def test_a_file_that_is_no_picture_is_not_shown(client):
    report = make_published()
    report.cover = make_photo(report, content=b"<svg/>", caption="没有图")
    report.save()
    assert ["<img" in text(client, address) for address in ("/", report.get_absolute_url())] == [False, False]
    assert "没有图" not in text(client, report.get_absolute_url())


def test_a_caption_without_its_photo_is_not_shown(client):
    report = make_published()
    make_photo(report, caption="没有图", content=None)
    assert "没有图" not in text(client, report.get_absolute_url())


def test_related_reports_share_tags_or_people(client):
    report, near = make_published(tags=["公益诉讼"]), make_published(tags=["公益诉讼"])
    make_published(tags=["别的"])
    assert list(client.get(report.get_absolute_url()).context["related"]) == [near]


def test_of_related_reports_those_that_share_most_come_first(client):
    report = make_published(tags=["公益诉讼", "听证"])
    nearest = make_published(tags=["公益诉讼", "听证"])
    near = make_published(tags=["公益诉讼"])
    assert list(client.get(report.get_absolute_url()).context["related"]) == [nearest, near]


def test_a_withdrawn_report_is_not_related(client):
    report = make_published(tags=["公益诉讼"])
    make_withdrawn(tags=["公益诉讼"])
    assert list(client.get(report.get_absolute_url()).context["related"]) == []


def test_the_reports_beside_it_are_those_next_in_time(client):
    old, middle, new = (
        make_published(published_at=datetime(year, 1, 1, tzinfo=UTC)) for year in (2018, 2019, 2020)
    )
    context = client.get(middle.get_absolute_url()).context
    assert (context["older"], context["newer"]) == (old, new)


@pytest.mark.parametrize("number", [2, 9])
def test_a_report_asks_the_database_thirteen_times(client, django_assert_num_queries, number):
    address = make_spoken(number).get_absolute_url()
    # The report; its statements; photos; the one before; the one after; appearances; tags; credits;
    # who shares tags with it; who shares people; those reports; their voices; sections of
    # the masthead.
    with django_assert_num_queries(13):
        client.get(address)


# --- Preview


@pytest.mark.parametrize("make", [make_report, make_withdrawn, make_published])
def test_staff_see_a_report_in_any_state(client, reporter, make):
    report = make("稿件标题")
    client.force_login(reporter)
    assert "稿件标题" in text(client, f"/preview/{report.pk}/")


def test_a_preview_is_neither_kept_nor_indexed(client, reporter):
    client.force_login(reporter)
    response = client.get(f"/preview/{make_report().pk}/")
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"


def test_who_is_not_known_is_asked_to_log_in(client):
    response = client.get(f"/preview/{make_report().pk}/")
    assert response["Location"].startswith("/admin/login/?next=/preview/")


def test_a_stranger_sees_no_preview(client, stranger):
    client.force_login(stranger)
    assert client.get(f"/preview/{make_report().pk}/").status_code == 404


def test_a_reporter_sees_a_draft_at_its_preview_only(client, reporter):
    report = make_published()
    workflow.move(report, "withdraw", reason="有误")
    client.force_login(reporter)
    assert client.get(report.get_absolute_url()).status_code == 404


# --- Dates


@pytest.mark.parametrize("value", ["2019-07-17", "2019-07", "2019"])
def test_a_partial_date_shows_its_year(value):
    assert "2019" in partial_date(value)


def test_a_date_without_a_year_shows_none():
    assert "2000" not in partial_date("--02-29")


def test_an_event_of_several_days_shows_its_year_once():
    report = make_report(event_start="2019-07-17", event_end="2019-07-19")
    assert event_dates(report).count("2019") == 1


def test_an_event_of_one_day_is_one_date():
    assert event_dates(make_report(event_start="2019-07-17", event_end="2019-07-17")) == partial_date(
        "2019-07-17"
    )


def test_an_event_whose_year_is_unknown_says_so(client):
    plain = make_published(event_start="2019-10-30")
    unsure = make_published(event_start="--10-30")
    pages = [text(client, report.get_absolute_url()) for report in (plain, unsure)]
    assert ['class="open"' in page for page in pages] == [False, True]


def test_midnight_is_a_time_that_the_source_did_not_print():
    assert clock(datetime(2019, 8, 5, 16, 0, tzinfo=UTC)) == ""


def test_a_time_of_day_is_that_of_the_place():
    assert clock(datetime(2019, 8, 6, 9, 19, tzinfo=UTC)) == "17:19"
