"""The desk in a real browser: under the strict policy, in both widths, and by hand."""

import pytest
from django.urls import reverse

from articles.models import Report, Statement
from tests.browser.page_checks import STANDARD, assert_accessible, assert_fits, visit
from tests.builders import make_ready, make_report, make_speaker, make_statement, make_superuser, make_tag

#: axe-core fetches style sheets for its own use, with an address that the policy rightly blocks.
RULES = STANDARD | {"preload": False}

#: Every kind of page that the desk has, Django's own among them.
PAGES = (
    "index",
    *(
        f"articles_{model}_changelist"
        for model in ("report", "speaker", "tag", "appearance", "sourcetext", "transition")
    ),
    *(f"articles_{model}_add" for model in ("report", "speaker", "section")),
    *(f"articles_report_{page}" for page in ("change", "history", "transition", "slip")),
    *(f"articles_{model}_change" for model in ("speaker", "sourcetext", "provenance", "statement")),
    "articles_speaker_merge",
    "auth_user_changelist",
    "password_change",
)
#: Those of Django's own making, which are not ours to mend.
DJANGOS = {"auth_user_changelist", "password_change", "articles_report_history"}


@pytest.fixture
def office(desk):
    """The desk, entered by somebody who may do everything."""
    page = desk(make_superuser())
    yield page
    page.goto("about:blank")  # no question of the desk's own is left open


def address(name, report):
    if name == "articles_speaker_merge":
        first, second = report.appearances.values_list("speaker", flat=True)[:2]
        return f"/admin/articles/speaker/merge/?one={first}&other={second}"
    if name == "articles_report_slip":
        return reverse(f"admin:{name}", args=[report.pk])
    if name == "articles_report_transition":
        return reverse(f"admin:{name}", args=[report.pk, "withdraw"])
    if name.startswith("articles_") and name.endswith(("_change", "_delete", "_history")):
        rows = {
            "report": report,
            "speaker": report.appearances.first().speaker,
            "provenance": report.provenances.get(),
            "sourcetext": report.provenances.get().source,
            "statement": Statement.objects.first(),
        }
        return reverse(f"admin:{name}", args=[rows[name.split("_")[1]].pk])
    return reverse(f"admin:{name}")


@pytest.mark.on_one_database
def test_no_page_breaks_the_policy_and_every_page_fits_and_can_be_used_by_all(office, seeds):
    for name in PAGES:
        visit(office, address(name, seeds[0]))
        assert_fits(office)
        if name not in DJANGOS:
            assert_accessible(office, RULES)


@pytest.mark.on_one_database
def test_every_page_of_ours_fits_a_phone(office, seeds):
    office.set_viewport_size({"width": 390, "height": 844})
    for name in set(PAGES) - DJANGOS:
        visit(office, address(name, seeds[0]))
        assert_fits(office)


def test_words_are_typed_into_the_body_and_saved(office):
    report = make_report(paragraphs=["原来的话。"])
    visit(office, f"/admin/articles/report/{report.pk}/change/")
    office.click("[role=textbox] p")
    office.keyboard.press("End")
    office.keyboard.type("添上的话。")
    office.click("[name=_continue]")
    office.wait_for_selector(".messagelist .success")
    report.refresh_from_db()
    assert report.body == "<p>原来的话。添上的话。</p>"


def test_tags_are_picked_and_typed(office):
    make_tag("公益诉讼")
    report = make_report()
    visit(office, f"/admin/articles/report/{report.pk}/change/")
    field = office.locator(".field-tags .select2-search__field")
    field.press_sequentially("公益")
    office.locator(".select2-results__option", has_text="公益诉讼").click()
    field.press_sequentially("听证、")
    office.click("[name=_continue]")
    office.wait_for_selector(".messagelist .success")
    assert set(report.tags.names()) == {"公益诉讼", "听证"}


def test_a_person_is_identified_by_search(office):
    report, speaker = make_report(), make_speaker("穆书芹", pinyin="mu shu qin")
    make_statement(report, "会议在市检察院召开。", name="穆书芹")
    visit(office, f"/admin/articles/report/{report.pk}/change/")
    office.click(".field-speaker .select2-selection")
    office.locator(".select2-search--dropdown input").press_sequentially("mu shu")
    office.locator(".select2-results__option", has_text="穆书芹").click()
    office.click("[name=_continue]")
    office.wait_for_selector(".messagelist .success")
    assert report.appearances.get().speaker == speaker


def test_a_statement_is_added_by_its_button(office):
    report = make_report(paragraphs=["孙刚表示，要加强协作。"])
    make_statement(report, "孙刚表示")
    visit(office, f"/admin/articles/report/{report.pk}/change/")
    office.click("#statements-group .add-row a")
    office.select_option("[name=statements-1-appearance]", index=1)
    office.fill("[name=statements-1-text]", "要加强协作。")
    office.click("[name=_continue]")
    office.wait_for_selector(".messagelist .success")
    assert Statement.objects.filter(text="要加强协作。").exists()


@pytest.mark.on_one_database
def test_a_day_is_picked_from_the_calendar(office):
    report = make_ready()
    visit(office, f"/admin/articles/report/{report.pk}/transition/publish/")
    office.click(".datetimeshortcuts a >> nth=1")
    office.click(".calendarbox .today a")
    assert office.input_value("[name=live_from_0]")


@pytest.mark.on_one_database
def test_leaving_what_was_typed_asks_first(office):
    report = make_report()
    asked = []
    office.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    visit(office, f"/admin/articles/report/{report.pk}/change/")
    office.fill("[name=title]", "改过的")
    office.goto("/admin/")
    assert (asked, Report.objects.get(pk=report.pk).title) == (["beforeunload"], report.title)
