"""The queue of those to be identified, answered by hand and by keyboard; a speaker split."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from articles.models import Appearance, Decision, Membership, Speaker
from tests.browser.page_checks import STANDARD, assert_accessible, assert_fits, visit
from tests.builders import make_appearance, make_organisation, make_report, make_speaker, make_superuser

RULES = STANDARD | {"preload": False}
QUEUE = "/admin/articles/appearance/identify/"


@pytest.fixture
def office(desk):
    return desk(make_superuser())


@pytest.fixture
def waiting(transactional_db):
    """Three who wait, and somebody of the name on the register."""
    speaker = make_speaker("孙刚")
    Membership.objects.create(speaker=speaker, organisation=make_organisation(), role="检察长", start="2016")
    make_appearance(make_report("丹东市检察院召开公益诉讼座谈会"), "孙刚", speaker=speaker)
    reports = [make_report(f"听证会{number}", paragraphs=["会上，孙刚表示同意。"]) for number in range(3)]
    return [make_appearance(report, "孙刚", organisation="我院") for report in reports]


@pytest.mark.on_one_database
@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_fit_and_can_be_used_by_all(width, office, waiting):
    office.set_viewport_size({"width": width, "height": 844})
    visit(office, QUEUE)
    office.click(".which summary >> nth=0")
    assert_fits(office)
    assert_accessible(office, RULES)
    visit(office, f"/admin/articles/speaker/{Speaker.objects.get().pk}/split/")
    assert_fits(office)
    assert_accessible(office, RULES)


def test_several_are_answered_in_a_row_from_the_keyboard(office, waiting):
    visit(office, QUEUE)
    office.focus(f"#a{waiting[0].pk} .candidates button")
    for following in waiting[1:]:
        office.keyboard.press("Enter")
        office.wait_for_selector(f".done ~ .cards li:first-child#a{following.pk}:focus")
        while office.evaluate("document.activeElement.name") != "answer":
            office.keyboard.press("Tab")
    assert Appearance.objects.filter(speaker=None).get() == waiting[-1]


def test_an_answer_is_undone_and_the_one_it_was_of_is_focused_again(office, waiting):
    visit(office, QUEUE)
    office.click(f"#a{waiting[1].pk} button[value=new]")
    office.click(".done button")
    office.wait_for_selector(f"#a{waiting[1].pk}:focus")
    assert (Speaker.objects.count(), Appearance.objects.filter(speaker=None).count()) == (1, 3)


def test_an_organisation_is_picked_with_the_answer(office, waiting):
    visit(office, QUEUE)
    card = office.locator(f"#a{waiting[0].pk}")
    card.locator("summary", has_text="我院").click()
    card.locator("input[value=existing]").check()
    card.locator("fieldset .select2-selection").click()
    office.locator(".select2-search--dropdown input").press_sequentially("丹东")
    office.locator(".select2-results__option", has_text="丹东市人民检察院").click()
    card.locator(".candidates button").click()
    office.wait_for_selector(".done")
    waiting[0].refresh_from_db()
    assert str(waiting[0].organisation) == "丹东市人民检察院"


def test_somebody_of_another_name_is_picked(office, waiting):
    speaker = make_speaker("孙钢", pinyin="sun gang")
    visit(office, QUEUE)
    card = office.locator(f"#a{waiting[0].pk}")
    card.locator("summary").last.click()
    card.locator(".candidates ~ .which .select2-selection").click()
    office.locator(".select2-search--dropdown input").press_sequentially("孙钢")
    office.locator(".select2-results__option", has_text="孙钢").click()
    card.locator("button[value=other]").click()
    office.wait_for_selector(".done")
    assert speaker.appearances.get() == waiting[0]


def test_a_speaker_is_split_and_the_split_taken_back(office, waiting):
    speaker = Speaker.objects.get()
    visit(office, f"/admin/articles/speaker/{speaker.pk}/change/")
    office.click(f"a[href$='/{speaker.pk}/split/']")
    office.click(".submit-row .default")
    office.wait_for_selector(".messagelist .success")
    assert Decision.objects.get().speaker != speaker
    office.click("a[href$='/undo/']")
    office.click(".submit-row .default")
    office.wait_for_selector(".messagelist .success")
    assert speaker.appearances.count() == 1


def test_who_is_no_person_is_taken_out(office, waiting):
    visit(office, QUEUE)
    office.click(f"#a{waiting[2].pk} button[value=nobody]")
    office.wait_for_selector(".done")
    assert not Appearance.objects.filter(pk=waiting[2].pk).exists()


def test_a_wrong_link_is_mended_for_a_range_of_dates(office, transactional_db):
    wrong, right = make_speaker("孙刚"), make_speaker("孙刚", note="武汉")
    for year in (2016, 2019, 2021):
        day = datetime(year, 5, 1, tzinfo=UTC)
        make_appearance(make_report(f"{year}年的报道", published_at=day), "孙刚", speaker=wrong)
    visit(office, f"/admin/articles/speaker/{wrong.pk}/split/")
    office.fill("[name=start]", "2018-01-01")
    office.fill("[name=end]", "2020-12-31")
    office.click(".range input[type=submit]")
    expect(office.locator(".split-table tbody tr")).to_have_count(1)
    office.check("input[value=existing]")
    office.click(".whom .select2-selection")
    office.locator(".select2-search--dropdown input").press_sequentially("孙刚")
    office.locator(".select2-results__option", has_text="武汉").click()
    office.click(".submit-row .default")
    office.wait_for_selector(".messagelist .success")
    assert [appearance.report.title for appearance in right.appearances.all()] == ["2019年的报道"]


def test_two_are_merged_and_the_merge_taken_back(office, transactional_db):
    one, other = make_speaker("孙刚"), make_speaker("孙钢")
    make_appearance(make_report(), "孙钢", speaker=other)
    visit(office, "/admin/articles/speaker/")
    for speaker in (one, other):
        office.check(f"input[name=_selected_action][value='{speaker.pk}']")
    office.select_option("select[name=action]", "merge_two")
    office.click("button[name=index]")
    office.check(f"input[name=keep][value='{one.pk}']")
    office.click(".submit-row .default")
    office.click(".messagelist .success a")
    office.click(".submit-row .default")
    office.wait_for_selector(".messagelist .success")
    assert [speaker.name for speaker in Speaker.objects.filter(appearances__isnull=False)] == ["孙钢"]
