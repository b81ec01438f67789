"""The queue at the desk: answering one after the other, and taking an answer back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.admin.register.identifying import PER_PAGE
from articles.models import Appearance, Decision, Membership, Organisation, Speaker
from tests.admin.forms import nothing_written
from tests.builders import (
    make_appearance,
    make_organisation,
    make_published,
    make_report,
    make_speaker,
    make_statement,
)

pytestmark = pytest.mark.django_db
QUEUE = "/admin/articles/appearance/identify/"


def answer(client, appearance, said, *, where=QUEUE, **values):
    return client.post(where, {"appearance": appearance.pk, "answer": said, **values})


def told(response):
    return [str(message) for message in response.context["messages"]]


def open_ones(number, name="孙刚"):
    return [make_appearance(make_report(), name) for _ in range(number)]


class TestPage:
    def test_the_first_page_of_the_desk_says_how_many_wait(self, desk):
        open_ones(3)
        assert "<b>3</b>" in desk.get("/admin/").content.decode()

    def test_candidate_is_shown_with_organisation_and_role(self, desk):
        open_ones(1)
        Membership.objects.create(
            speaker=make_speaker("孙刚"), organisation=make_organisation("县法院"), role="院长"
        )
        assert "县法院院长" in desk.get(QUEUE).text

    def test_the_name_is_marked_where_it_stands(self, desk):
        make_appearance(make_report(paragraphs=["会上，孙刚表示同意。"]))
        assert "会上，<mark>孙刚</mark>表示同意。" in desk.get(QUEUE).content.decode()

    def test_what_a_report_prints_is_escaped(self, desk):
        make_appearance(make_report(paragraphs=["<b>孙刚"]), "<b>孙刚")
        assert "<mark>&lt;b&gt;孙刚</mark>" in desk.get(QUEUE).content.decode()

    def test_pages_are_numbered(self, desk):
        rows = open_ones(PER_PAGE + 1)
        page = desk.get(QUEUE, {"p": 2})
        assert [row["card"].appearance for row in page.context["rows"]] == rows[PER_PAGE:]

    @pytest.mark.parametrize("number", ["99", "x", "0", ""])
    def test_page_number_out_of_range_shows_the_last_or_first_page(self, number, desk):
        rows = open_ones(1)
        page = desk.get(QUEUE, {"p": number})
        assert [row["card"].appearance for row in page.context["rows"]] == rows

    def test_answers_without_permission_are_not_offered(self, enter, reporter):
        open_ones(1)
        page = enter(reporter).get(QUEUE).content.decode()
        assert ('value="new"' in page, 'value="nobody"' in page) == (False, True)

    def test_queries_do_not_grow_with_the_queue(self, desk):
        def asked():
            with CaptureQueriesContext(connection) as queries:
                desk.get(QUEUE)
            return len(queries)

        body = make_organisation()
        Membership.objects.create(speaker=make_speaker(), organisation=body, role="检察长")
        make_appearance(make_report(), speaker=Speaker.objects.get())
        open_ones(2)
        few = asked()
        make_speaker()
        open_ones(PER_PAGE)
        assert (asked(), few) == (few, 8)  # session, user, number, rows, and four for the evidence


class TestAnswers:
    def test_answer_links_the_chosen_speaker(self, desk, chief):
        [appearance], speaker = open_ones(1), make_speaker()
        answer(desk, appearance, speaker.pk)
        appearance.refresh_from_db()
        assert (appearance.speaker, Decision.objects.get().by) == (speaker, chief)

    def test_answer_creates_a_speaker(self, desk):
        [appearance] = open_ones(1)
        answer(desk, appearance, "new")
        assert Speaker.objects.get().appearances.get() == appearance

    def test_answer_links_another_speaker(self, desk):
        [appearance], speaker = open_ones(1), make_speaker("孙钢")
        answer(desk, appearance, "other", speaker=speaker.pk)
        appearance.refresh_from_db()
        assert appearance.speaker == speaker

    def test_answer_removes_what_is_no_person(self, desk):
        [appearance] = open_ones(1)
        answer(desk, appearance, "nobody")
        assert not Appearance.objects.exists()

    def test_message_says_why_an_appearance_with_statements_stays(self, desk):
        report = make_report(paragraphs=["孙刚表示，要加强协作。"])
        appearance = make_statement(report, "要加强协作。").appearance
        page = desk.post(QUEUE, {"appearance": appearance.pk, "answer": "nobody"}, follow=True)
        assert ("孙刚" in told(page)[0], Appearance.objects.exists()) == (True, True)

    @pytest.mark.parametrize("said", ["", "x", "4711", "9" * 30, "²", "other"])
    def test_invalid_answer_changes_nothing(self, said, desk):
        [appearance] = open_ones(1)
        assert told(desk.post(QUEUE, {"appearance": appearance.pk, "answer": said}, follow=True))

    @pytest.mark.parametrize("pk", ["", "x", "4711", "9" * 30])
    def test_message_says_that_an_appearance_is_gone(self, pk, desk):
        assert told(desk.post(QUEUE, {"appearance": pk, "answer": "new"}, follow=True))

    def test_the_next_one_is_focused_on_the_same_page(self, desk):
        first, second = open_ones(2)
        there = answer(desk, first, "new", where=f"{QUEUE}?p=1", next=second.pk)["Location"]
        assert there == f"{QUEUE}?p=1&done={Decision.objects.get().pk}#a{second.pk}"

    def test_each_card_names_the_one_that_follows(self, desk):
        first, second = open_ones(2)
        rows = desk.get(QUEUE).context["rows"]
        assert [(row["card"].appearance, row["next"]) for row in rows] == [(first, second.pk), (second, "")]

    def test_reporter_may_link_and_remove_in_a_draft_but_not_create(self, enter, reporter):
        rows, speaker = open_ones(3), make_speaker()
        answers = [
            answer(enter(reporter), row, said)
            for row, said in zip(rows, [speaker.pk, "new", "nobody"], strict=True)
        ]
        assert [response.status_code for response in answers] == [302, 403, 302]

    def test_reporter_is_refused_in_a_published_report(self, enter, reporter):
        appearance = make_appearance(make_published())
        client, speaker = enter(reporter), make_speaker()
        with nothing_written():
            assert answer(client, appearance, speaker.pk).status_code == 403


class TestOrganisations:
    def test_organisation_is_left_open(self, desk):
        [appearance] = open_ones(1)
        answer(desk, appearance, "new", which="leave", organisation_name="丹东市人民检察院")
        appearance.refresh_from_db()
        assert (appearance.organisation, Organisation.objects.exists()) == (None, False)

    def test_organisation_of_the_register_is_linked(self, desk):
        [appearance], organisation = open_ones(1), make_organisation()
        answer(desk, appearance, "new", which="existing", organisation=organisation.pk)
        appearance.refresh_from_db()
        assert appearance.organisation == organisation

    def test_organisation_is_created(self, desk):
        [appearance] = open_ones(1)
        answer(desk, appearance, "new", which="new", organisation_name="沈阳市中级人民法院")
        appearance.refresh_from_db()
        assert appearance.organisation.name == "沈阳市中级人民法院"

    @pytest.mark.parametrize("which", ["existing", "new", "x"])
    def test_choice_without_an_organisation_is_refused(self, which, desk):
        [appearance] = open_ones(1)
        answer(desk, appearance, "new", which=which)
        appearance.refresh_from_db()
        assert appearance.speaker is None

    def test_reporter_is_refused_to_create_an_organisation(self, enter, reporter):
        [appearance] = open_ones(1)
        values = {"which": "new", "organisation_name": "新机关"}
        client, speaker = enter(reporter), make_speaker()
        with nothing_written():
            assert answer(client, appearance, speaker.pk, **values).status_code == 403


class TestUndo:
    def test_the_answer_just_given_can_be_undone_there(self, desk):
        [appearance] = open_ones(1)
        page = desk.post(QUEUE, {"appearance": appearance.pk, "answer": "new"}, follow=True)
        undo = reverse("admin:articles_decision_undo", args=[page.context["done"].pk])
        desk.post(undo)
        appearance.refresh_from_db()
        assert (f'action="{undo}"' in page.content.decode(), appearance.speaker) == (True, None)

    def test_undo_redirects_to_the_queue(self, desk):
        [appearance] = open_ones(1)
        answer(desk, appearance, "new")
        undo = reverse("admin:articles_decision_undo", args=[Decision.objects.get().pk])
        assert desk.post(undo, {"next": f"{QUEUE}?p=1#a{appearance.pk}"})["Location"].startswith(QUEUE)

    def test_undo_redirects_to_no_other_site(self, desk):
        [appearance] = open_ones(1)
        answer(desk, appearance, "new")
        undo = reverse("admin:articles_decision_undo", args=[Decision.objects.get().pk])
        assert desk.post(undo, {"next": "https://example.org/"})["Location"].startswith("/admin/")

    def test_undone_answer_is_not_offered_again(self, desk):
        [appearance] = open_ones(1)
        there = answer(desk, appearance, "new")["Location"]
        desk.post(reverse("admin:articles_decision_undo", args=[Decision.objects.get().pk]))
        assert desk.get(there).context["done"] is None

    def test_undo_of_another_account_s_answer_is_not_offered(self, desk, enter, final_reviewer):
        [appearance] = open_ones(1)
        there = answer(desk, appearance, "new")["Location"]
        assert enter(final_reviewer).get(there).context["done"] is None
