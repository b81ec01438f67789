"""The page that deletes a report in the bin, and the bulk action that empties the bin."""

import pytest

from articles.editorial.messages import in_words
from articles.models import AuditEntry, Report
from tests.builders import make_report, make_source

pytestmark = pytest.mark.django_db

BIN = "/admin/articles/report/?state=binned"


def page_of(report):
    return f"/admin/articles/report/{report.pk}/erase/"


def form_of(report):
    return f"/admin/articles/report/{report.pk}/change/"


def empty(client, *reports):
    return client.post(BIN, {"action": "erase", "_selected_action": [r.pk for r in reports], "apply": "1"})


@pytest.fixture
def runs(enter, administrator):
    """A client of 管理员."""
    return enter(administrator)


def test_erase_page_lists_what_is_deleted_and_what_is_kept(runs):
    report = make_report(status="binned")
    report.credits.create(role="记者", name="刘璐")
    report.provenances.create(source=make_source(file_name="来稿.txt"))
    page = runs.get(page_of(report)).text
    assert [words in page for words in (report.number, report.title, "来稿.txt")] == [True] * 3


def test_erased_report_leaves_an_entry_with_number_title_and_version(runs):
    report = make_report(status="binned")
    version = report.version
    runs.post(page_of(report))
    told = AuditEntry.objects.get(kind="delete")
    assert (told.object_name, in_words(told)) == (report.title, f"{report.number} · {version}")
    assert not Report.objects.exists()


def test_report_outside_the_bin_is_not_erased(runs):
    runs.post(page_of(make_report()))
    assert Report.objects.exists()


@pytest.mark.parametrize("who", ["reporter", "final_reviewer", "procurator"])
def test_erase_page_is_refused_to_others(who, enter, request):
    client = enter(request.getfixturevalue(who))
    assert client.post(page_of(make_report(status="binned"))).status_code == 403
    assert Report.objects.exists()


def test_form_links_the_erase_page_in_the_bin_only(runs):
    binned, draft = make_report(status="binned"), make_report()
    assert [page_of(r) in runs.get(form_of(r)).text for r in (binned, draft)] == [True, False]


def test_emptying_the_bin_logs_each_report(runs):
    reports = [make_report("甲", status="binned"), make_report("乙", status="binned")]
    empty(runs, *reports)
    told = AuditEntry.objects.filter(kind="delete", code="erased").order_by("pk")
    assert [entry.object_name for entry in told] == ["甲", "乙"]
    assert all(report.number in in_words(entry) for report, entry in zip(reports, told, strict=True))
    assert not Report.objects.exists()


def test_emptying_the_bin_asks_for_confirmation(runs):
    report = make_report(status="binned")
    page = runs.post(BIN, {"action": "erase", "_selected_action": [report.pk]})
    assert page.context["warning"]
    assert Report.objects.exists()


def test_emptying_is_not_offered_outside_the_bin(runs):
    make_report()
    page = runs.get("/admin/articles/report/")
    assert "erase" not in dict(page.context["action_form"].fields["action"].choices)


def test_emptying_the_bin_is_refused_to_others(enter, final_reviewer):
    empty(enter(final_reviewer), make_report(status="binned"))
    assert Report.objects.exists()
