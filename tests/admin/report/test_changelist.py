"""The list of reports: columns, filters, search."""

import pytest

from articles import search
from articles.admin.report import changelist, report_admin
from articles.models import Provenance, Report
from tests.builders import (
    make_appearance,
    make_published,
    make_report,
    make_scheduled,
    make_section,
    make_source,
    make_speaker,
    make_statement,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/report/"


def titles(response):
    return {report.title for report in response.context["cl"].result_list}


def test_list_is_ordered_by_last_change(desk):
    older = make_report("先来的")
    make_report("后来的")
    older.save()
    assert [report.title for report in desk.get(LIST).context["cl"].result_list] == ["先来的", "后来的"]


@pytest.mark.parametrize(
    ("make", "state", "word"),
    [
        (make_report, "draft", "Draft"),
        (make_scheduled, "scheduled", "Scheduled"),
        (make_published, "published", "Published"),
        (make_withdrawn, "withdrawn", "Withdrawn"),
    ],
)
def test_state_is_shown_with_name_and_class(make, state, word, desk):
    make()
    page = desk.get(LIST, headers={"accept-language": "en"}).text
    assert f'<span class="state state-{state}">{word}</span>' in page


@pytest.mark.parametrize("state", ["draft", "scheduled", "published", "withdrawn"])
def test_filter_narrows_to_a_state(state, desk):
    for name, make in {
        "draft": make_report,
        "scheduled": make_scheduled,
        "published": make_published,
        "withdrawn": make_withdrawn,
    }.items():
        make(name)
    assert titles(desk.get(LIST, {"state": state})) == {state}


@pytest.mark.parametrize("state", [state for state in Report.Status if state != Report.Status.PUBLISHED])
def test_every_state_has_its_list(state, desk):
    make_report("别的", status="withdrawn" if state != "withdrawn" else "draft")
    make_report(state, status=state)
    assert titles(desk.get(LIST, {"state": state})) == {state}


def test_binned_reports_are_listed_only_by_their_filter(desk):
    make_report("在的")
    make_report("扔掉的", status="binned")
    assert titles(desk.get(LIST)) == {"在的"}


@pytest.fixture
def to_look_at():
    """For each choice of the filter one report that it means."""
    section = make_section()
    good = make_report("好", section=section)
    make_appearance(good, speaker=make_speaker())
    make_statement(good, "会议在市检察院召开。")
    make_report("year", section=section, event_start="--10-30")
    twin = make_report("twin", section=section)
    Provenance.objects.create(source=make_source(), report=twin, similar_to=good)
    lost = make_report("lost", section=section)
    make_statement(lost, "别的话。", speaker=make_speaker())
    search.index([lost])
    make_appearance(make_report("who", section=section))
    make_report("section")
    make_report("picture", section=section).photos.create(caption="会场")


@pytest.mark.parametrize("choice", ["year", "twin", "lost", "who", "section", "picture"])
def test_filter_finds_reports_to_look_at(choice, to_look_at, desk):
    assert titles(desk.get(LIST, {"look": choice})) == {choice}


def test_reports_are_narrowed_by_tag(desk):
    make_report("有", tags=["公益诉讼"])
    make_report("无", tags=["检察建议"])
    assert titles(desk.get(LIST, {"tag": "公益诉讼"})) == {"有"}


def test_a_name_as_printed_or_as_known_is_found_once(desk):
    report = make_report("甲")
    make_appearance(report, "孙 刚", speaker=make_speaker("孙刚"))
    make_appearance(report, "孙刚", titles="", organisation="")
    make_report("乙")
    found = desk.get(LIST, {"q": "孙刚"}).context["cl"].result_list
    assert [row.title for row in found] == ["甲"]


@pytest.mark.parametrize("form", ["{number}", "{pk:06d}", "{pk}"])
def test_a_report_is_found_by_its_number(form, desk):
    report = make_report("甲")
    make_report("乙")
    query = form.format(number=report.number, pk=report.pk)
    assert "甲" in titles(desk.get(LIST, {"q": query}))


def test_speakers_and_statements_are_counted(desk):
    report = make_report()
    make_statement(report, "甲", name="孙刚")
    make_statement(report, "乙", name="孙刚")
    make_appearance(report, "王伟")
    [row] = desk.get(LIST).context["cl"].result_list
    assert (row.speakers_number, row.statements_number) == (1, 2)


def test_the_years_of_the_shown_date_are_offered(desk):
    make_published(published_at="2018-03-04T10:00+08:00")
    make_published(published_at="2019-03-04T10:00+08:00")
    assert "?shown_at__year=2018" in desk.get(LIST).text


def test_a_search_finds_the_newest_of_a_word_that_stands_everywhere(desk, monkeypatch):
    monkeypatch.setattr(changelist, "MOST_FOUND", 1)
    monkeypatch.setattr(report_admin, "MOST_FOUND", 1)
    reports = [make_report(title) for title in ("公益诉讼一", "公益诉讼二", "公益诉讼三")]
    search.index(reports)
    page = desk.get(LIST, {"q": "公益诉讼"}).context["cl"]
    assert (titles_of(page), str(page.result_count)) == (["公益诉讼三", "公益诉讼二"], "1+")


def titles_of(page):
    return [report.title for report in page.result_list]
