"""A speaker split at the desk, and what was merged or split taken back there."""

from datetime import UTC, datetime

import pytest

from articles.models import Decision, Speaker
from articles.register.merging import merge_tags
from tests.admin.forms import nothing_written
from tests.builders import make_appearance, make_organisation, make_report, make_speaker, make_tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def speaker():
    """One who appears in a report of each year from 2017 to 2019."""
    speaker = make_speaker("孙刚")
    for year in (2017, 2018, 2019):
        make_appearance(make_report(published_at=datetime(year, 5, 6, tzinfo=UTC)), speaker=speaker)
    return speaker


def page_of(speaker):
    return f"/admin/articles/speaker/{speaker.pk}/split/"


def shown(response):
    return [row.report.shown_at.year for row in response.context["rows"]]


class TestSplitting:
    @pytest.mark.parametrize(
        ("dates", "years"),
        [
            ({}, [2017, 2018, 2019]),
            ({"start": "2018-05-06"}, [2018, 2019]),
            ({"end": "2018-05-06"}, [2017, 2018]),
            ({"start": "2018-01-01", "end": "2018-12-31"}, [2018]),
            ({"start": "x"}, [2017, 2018, 2019]),
        ],
    )
    def test_dates_filter_the_appearances(self, dates, years, desk, speaker):
        assert shown(desk.get(page_of(speaker), dates)) == years

    def test_chosen_appearances_go_to_a_new_speaker(self, desk, speaker):
        first, *others = speaker.appearances.order_by("pk")
        desk.post(page_of(speaker), {"appearances": [first.pk], "whom": "new", "name": "孙刚"})
        new = Speaker.objects.exclude(pk=speaker.pk).get()
        assert (list(new.appearances.all()), list(speaker.appearances.order_by("pk"))) == ([first], others)

    def test_chosen_appearances_go_to_an_existing_speaker(self, desk, speaker):
        other = make_speaker("孙刚")
        chosen = [row.pk for row in speaker.appearances.all()]
        values = {"appearances": chosen, "whom": "existing", "speaker": other.pk}
        desk.post(page_of(speaker), values)
        assert (other.appearances.count(), Decision.objects.get().origin) == (3, speaker)

    @pytest.mark.parametrize(
        ("values", "wrong"),
        [
            ({"appearances": []}, "appearances"),
            ({"whom": "existing"}, "speaker"),
            ({"name": ""}, "name"),
            ({"whom": "x"}, "whom"),
        ],
    )
    def test_missing_values_are_form_errors(self, values, wrong, desk, speaker):
        chosen = [row.pk for row in speaker.appearances.all()]
        page = desk.post(page_of(speaker), {"appearances": chosen, "whom": "new", "name": "甲", **values})
        assert (list(page.context["form"].errors), Decision.objects.exists()) == ([wrong], False)

    def test_split_into_the_same_speaker_is_refused(self, desk, speaker):
        chosen = [row.pk for row in speaker.appearances.all()]
        values = {"appearances": chosen, "whom": "existing", "speaker": speaker.pk}
        assert list(desk.post(page_of(speaker), values).context["form"].errors) == ["speaker"]

    def test_appearances_of_somebody_else_cannot_be_chosen(self, desk, speaker):
        theirs = make_appearance(make_report(), speaker=make_speaker())
        values = {"appearances": [theirs.pk], "whom": "new", "name": "甲"}
        assert list(desk.post(page_of(speaker), values).context["form"].errors) == ["appearances"]

    def test_split_is_undone_from_its_decision(self, desk, speaker):
        chosen = [row.pk for row in speaker.appearances.all()]
        there = desk.post(page_of(speaker), {"appearances": chosen, "whom": "new", "name": "甲"})["Location"]
        undo = desk.get(there).context["undo_url"]
        desk.post(undo)
        assert (speaker.appearances.count(), Speaker.objects.count()) == (3, 1)

    def test_queries_do_not_grow_with_the_list(self, desk, speaker, django_assert_num_queries):
        for _ in range(5):
            make_appearance(make_report(), speaker=speaker, organisation=make_organisation(str(_)).name)
        with django_assert_num_queries(5):  # session, user, speaker, rows, number
            desk.get(page_of(speaker))


class TestTakingBack:
    @pytest.fixture
    def record(self, db):
        return merge_tags(make_tag("公益诉讼"), make_tag("公益"))

    def undo(self, record):
        return f"/admin/articles/mergerecord/{record.pk}/undo/"

    def test_undo_asks_for_confirmation(self, desk, record):
        desk.get(self.undo(record))
        record.refresh_from_db()
        assert record.undone_at is None

    def test_merge_is_undone(self, desk, record, chief):
        desk.post(self.undo(record))
        record.refresh_from_db()
        assert record.undone_by == chief

    def test_refused_undo_says_why(self, desk, record):
        make_tag("公益")
        page = desk.post(self.undo(record), follow=True)
        assert [message.level_tag for message in page.context["messages"]] == ["error"]

    def test_second_undo_is_refused(self, desk, record):
        levels = [
            [message.level_tag for message in desk.post(self.undo(record), follow=True).context["messages"]]
            for _twice in range(2)
        ]
        assert levels == [["success"], ["error"]]

    def test_undone_record_offers_no_undo(self, desk, record):
        desk.post(self.undo(record))
        page = desk.get(f"/admin/articles/mergerecord/{record.pk}/change/")
        assert "undo_url" not in page.context

    def test_reporter_is_refused_to_undo(self, enter, reporter, record):
        client = enter(reporter)
        with nothing_written():
            assert client.post(self.undo(record)).status_code == 403


@pytest.mark.parametrize("there", ["speaker/4711/split/", "mergerecord/4711/undo/", "decision/x/undo/"])
def test_page_of_a_missing_row_is_404(there, desk):
    assert desk.get(f"/admin/articles/{there}").status_code == 404
