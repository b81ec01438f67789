"""search(): which reports are found, in which order, page by page."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Listing, Report, Tally
from articles.models.body import from_paragraphs
from articles.models.listings import SITE, TOTAL
from articles.search import index, search
from articles.search.find import PAGE
from tests.builders import make_published, make_report, make_scheduled, make_section, make_withdrawn
from tests.search.prose import make_reports

pytestmark = pytest.mark.django_db

CHOSEN = {"occasion": "座谈会"}
NO_OTHERS = dict.fromkeys(("statements", "dated_reports", "dated_statements"), 0)


def make_indexed(title="标题", *paragraphs, make=make_published, **values):
    report = make(title, paragraphs=paragraphs or ["会议在市检察院召开。"], **values)
    index([report])
    return report


def make_many(count, **values):
    """As many indexed reports of the same words, each a day older than the last."""
    now = timezone.now()
    times = [now - timedelta(days=day) for day in range(count)]
    reports = Report.objects.bulk_create(
        Report(
            **{"title": "公益诉讼", "body": from_paragraphs(["公益诉讼。"])} | CHOSEN | values,
            status=Report.Status.PUBLISHED,
            live_from=time,
            first_published_at=time,
        )
        for time in times
    )
    index(reports)
    return reports


def found(query, reports=None, **options):
    reports = Report.objects.published() if reports is None else reports
    return list(search(query, reports, **options).page)


@pytest.mark.parametrize(
    "query",
    ["市", "市长", "长江大", "京市长江", "通", "２０１９", "covid", "ovid-1", "Ａ股", "𬭚", "𠮷", "宋玉"],
)
def test_any_piece_of_a_report_is_found(query):
    report = make_indexed("Ａ股", "南京市长江大桥通车，2019年COVID-19。", "𠮷野𬭚说，宋玉到场。")
    assert found(query) == [report]


@pytest.mark.parametrize("query", ["长市", "通车2019", "京江", "covid-20", '"大桥 2019"', "大桥 -通车"])
def test_what_does_not_stand_there_is_not_found(query):
    make_indexed("标题", "南京市长江大桥通车，2019年COVID-19。")
    assert found(query) == []


def test_letters_with_all_pairs_in_a_text_but_not_in_a_row_are_not_found():
    make_indexed("标题", "检察，察建，建议。")
    assert found("检察建议") == []


def test_a_phrase_does_not_run_over_a_paragraph():
    make_indexed("标题", "通过公益。", "诉讼开始。")
    assert found('"公益 诉讼"') == []


@pytest.mark.parametrize("make", [make_report, make_scheduled, make_withdrawn])
def test_only_the_reports_given_are_found(make):
    make_indexed("公益诉讼", make=make)
    assert found("公益诉讼") == []


def test_a_filter_narrows_what_is_found():
    section = make_section()
    report = make_indexed("公益诉讼", section=section)
    make_indexed("公益诉讼")
    assert found("公益", Report.objects.published().filter(section=section)) == [report]


def test_what_the_caller_selects_is_kept(django_assert_num_queries):
    make_indexed("公益诉讼", section=make_section())
    [report] = found("公益", Report.objects.published().select_related("section"))
    with django_assert_num_queries(0):
        assert report.section.name


def test_the_excluded_is_left_out():
    report = make_indexed("公益诉讼", "检察机关。")
    make_indexed("公益诉讼", "检察建议。")
    assert found("公益 -检察建议") == [report]


@pytest.mark.parametrize("query", ["", "  ", "，。", "-公益", "\0"])
def test_a_query_without_a_word_asks_nothing(query, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert found(query) == []


@pytest.mark.parametrize("query", ["", "，。"])
@pytest.mark.parametrize("sort", ["relevance", "newest"])
def test_without_a_word_all_that_is_narrowed_is_found_the_newest_first(query, sort):
    reports = make_many(3)
    assert found(query, chosen=CHOSEN, sort=sort) == reports


def test_without_a_word_the_excluded_is_left_out():
    make_indexed("公益诉讼", "检察建议。", **CHOSEN)
    report = make_indexed("公益诉讼", **CHOSEN)
    assert found("-检察建议", chosen=CHOSEN) == [report]


@pytest.fixture
def some_reports():
    index(make_reports(20))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # searching changes nothing
@given(
    query=st.text() | st.text(alphabet="公益a1 \"“”「」-'*:&|!()<>\\\0%_，𠮷\ud800NEAR"),
    page=st.integers() | st.text(),
    sort=st.sampled_from(["relevance", "newest", "; DROP TABLE"]),
)
def test_no_query_raises(some_reports, query, page, sort):
    search(query, Report.objects.published(), page=page, sort=sort)


def test_a_title_comes_before_any_number_of_words_in_the_text():
    often = make_indexed("其他", "公益诉讼，" * 50)
    titled = make_indexed("公益诉讼", "会议召开。")
    assert found("公益诉讼") == [titled, often]


def test_of_equals_the_newest_comes_first():
    newest, *_older = make_many(3)
    assert found("公益")[0] == newest


def test_the_newest_come_first_when_asked_for():
    older, *_ = make_many(1)
    newer = make_indexed("其他", "公益诉讼。")
    assert found("公益", sort="newest") == [newer, older]


@pytest.mark.parametrize("sort", ["relevance", "newest"])
def test_pages_follow_each_other(sort):
    reports = make_many(PAGE * 2 + 5)
    pages = [found("公益", page=page, sort=sort) for page in (1, 2, 3)]
    assert [report for page in pages for report in page] == reports


@pytest.mark.parametrize(("page", "number"), [("2", 2), ("99", 2), ("x", 1), ("-1", 2), ("9" * 5000, 1)])
def test_a_page_that_there_is_not_becomes_one_that_there_is(page, number):
    make_many(PAGE + 1)
    assert search("公益", Report.objects.published(), page=page).page.number == number


def test_the_number_of_reports_is_printed():
    make_many(3)
    assert search("公益", Report.objects.published()).total == "3"


@pytest.fixture(params=[0, 1e9], ids=["read in the order of dates", "asked of the index"])
def small_limits(request, monkeypatch):
    """The limits as small as a test wants them, either way of finding."""
    monkeypatch.setattr("articles.search.find.MOST_COUNTED", 45)
    monkeypatch.setattr("articles.search.hits.MOST_COUNTED", 45)
    monkeypatch.setattr("articles.search.hits.MOST_RANKED", 10)
    monkeypatch.setattr("articles.search.hits.PROBE", 5)
    monkeypatch.setattr("articles.search.hits.UNSEEN", 2)
    monkeypatch.setattr("articles.search.hits.READ", request.param)
    monkeypatch.setattr("articles.search.hits.TOO_COMMON", 2)


@pytest.fixture
def flood(small_limits):
    """More reports than are counted, the words in no title."""
    return make_many(50, title="其他")


def test_a_flood_is_counted_to_a_limit(flood):
    assert search("公益", Report.objects.published()).total == "45+"


@pytest.fixture
def very_common(flood, monkeypatch):
    """A word that far more reports hold than are counted."""
    monkeypatch.setattr("articles.search.find.PAGE", 5)
    monkeypatch.setattr("articles.search.find.MOST_RANKED", 10)
    monkeypatch.setattr("articles.search.hits.MANY", 1)
    Tally.objects.filter(kind=Listing.Kind.SITE).delete()
    Tally.objects.create(kind=Listing.Kind.SITE, subject=SITE, month=TOTAL, reports=50, **NO_OTHERS)
    return flood


@pytest.mark.parametrize("sort", ["relevance", "newest"])
def test_a_very_common_word_is_counted_as_far_as_the_reader_pages(very_common, sort):
    found = [
        search("公益", Report.objects.published(), page=page, sort=sort, counts_all=False)
        for page in range(1, 10)
    ]
    assert [each.total for each in found] == ["10+", *["20+"] * 2, *["30+"] * 2, *["40+"] * 2, *["45+"] * 2]
    assert [report for each in found for report in each.page] == very_common[:45]


def test_the_last_page_of_a_very_common_word_is_that_of_all_that_are_counted(very_common):
    found = search("公益", Report.objects.published(), page=99, counts_all=False)
    assert (found.page.number, found.total) == (9, "45+")


def test_a_word_that_was_very_common_lately_alone_is_counted_wholly(very_common):
    Report.objects.filter(pk__in=[report.pk for report in very_common[7:]]).delete()
    assert search("公益", Report.objects.published(), counts_all=False).total == "7"


@pytest.mark.parametrize("sort", ["relevance", "newest"])
@pytest.mark.parametrize("query", ["公益", "", "-海关"])
def test_pages_of_a_flood_follow_each_other_up_to_the_limit(flood, query, sort):
    pages = [found(query, chosen=CHOSEN, page=page, sort=sort) for page in (1, 2, 3)]
    assert [report for page in pages for report in page] == flood[:45]


@pytest.mark.parametrize("sort", ["relevance", "newest"])
def test_pages_of_a_flood_are_the_same_if_it_is_counted_as_far_as_a_page_needs(flood, monkeypatch, sort):
    monkeypatch.setattr("articles.search.find.MOST_RANKED", 10)
    monkeypatch.setattr("articles.search.hits.MANY", -1)
    make_many(3)  # with the words in the title
    for page in (1, 2, 3):
        needed = search("公益", Report.objects.published(), page=page, sort=sort, counts_all=False)
        assert (list(needed.page), needed.page.number) == (found("公益", page=page, sort=sort), page)
    first = search("公益", Report.objects.published(), sort=sort, counts_all=False)
    assert first.total == "30+"


def test_in_a_flood_an_old_title_still_comes_first(flood):
    old = make_many(100)[-1]
    Report.objects.filter(pk__gt=flood[-1].pk).exclude(pk=old.pk).delete()
    assert found("公益")[0] == old


def test_a_flood_keeps_out_the_excluded_and_what_may_not_be_seen(flood):
    hidden = make_indexed("公益诉讼", make=make_withdrawn)
    excluded = make_indexed("公益海关")
    assert not {hidden, excluded} & set(found("公益 -海关"))


def test_a_word_of_the_last_days_alone_is_found_in_older_reports_too(flood):
    older = make_many(60, title="其他", body=from_paragraphs(["听证。"]), occasion="")
    words = from_paragraphs(["听证。"])
    Report.objects.filter(pk__in=[report.pk for report in flood[:6]]).update(body=words)
    index(flood)
    times = {"live_from": older[-1].live_from - timedelta(days=300)}
    Report.objects.filter(pk__in=[report.pk for report in older]).update(
        **times, first_published_at=older[-1].live_from - timedelta(days=300)
    )
    assert [report.pk for report in found("听证", sort="newest")][:6] == [report.pk for report in flood[:6]]
    assert search("听证", Report.objects.published(), sort="newest").total == "45+"


def test_drafts_beside_what_is_seen_change_no_number(small_limits):
    reports = make_many(10)
    index([make_report("公益诉讼") for _number in range(60)])
    results = search("公益", Report.objects.published())
    assert (results.total, list(results.page)) == ("10", reports)


@pytest.mark.parametrize("count", [1, 25])
def test_a_search_takes_few_queries(count, django_assert_num_queries):
    make_many(count)
    # how common they are; which the index has, which of them may be seen, what ranks them; the page
    with django_assert_num_queries(5):
        found("公益")


def test_a_search_in_a_flood_takes_few_queries(flood, django_assert_max_num_queries):
    # how common; how many, twice; the newest, twice; the titled, twice; what ranks them; the page
    with django_assert_max_num_queries(9):
        found("公益")


def test_the_order_is_the_same_on_every_database():
    reports = make_reports(200)
    index(reports)
    numbers = {report.pk: number for number, report in enumerate(reports)}
    order = [numbers[report.pk] for report in found("检察建议 整改")]
    assert order == [56, 112, 63, 86, 117, 47, 154, 20, 8, 77, 140, 137, 177, 43, 146, 83]
