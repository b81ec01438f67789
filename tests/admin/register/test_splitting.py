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
    def test_a_range_of_dates_narrows_what_is_shown(self, dates, years, desk, speaker):
        assert shown(desk.get(page_of(speaker), dates)) == years

    def test_those_chosen_go_to_a_new_person(self, desk, speaker):
        first, *others = speaker.appearances.order_by("pk")
        desk.post(page_of(speaker), {"appearances": [first.pk], "whom": "new", "name": "孙刚"})
        new = Speaker.objects.exclude(pk=speaker.pk).get()
        assert (list(new.appearances.all()), list(speaker.appearances.order_by("pk"))) == ([first], others)

    def test_they_go_to_somebody_on_the_register(self, desk, speaker):
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
    def test_what_is_missing_is_said(self, values, wrong, desk, speaker):
        chosen = [row.pk for row in speaker.appearances.all()]
        page = desk.post(page_of(speaker), {"appearances": chosen, "whom": "new", "name": "甲", **values})
        assert (list(page.context["form"].errors), Decision.objects.exists()) == ([wrong], False)

    def test_nobody_is_split_from_themselves(self, desk, speaker):
        chosen = [row.pk for row in speaker.appearances.all()]
        values = {"appearances": chosen, "whom": "existing", "speaker": speaker.pk}
        assert list(desk.post(page_of(speaker), values).context["form"].errors) == ["speaker"]

    def test_appearances_of_somebody_else_cannot_be_chosen(self, desk, speaker):
        theirs = make_appearance(make_report(), speaker=make_speaker())
        values = {"appearances": [theirs.pk], "whom": "new", "name": "甲"}
        assert list(desk.post(page_of(speaker), values).context["form"].errors) == ["appearances"]

    def test_it_can_be_taken_back_from_its_record(self, desk, speaker):
        chosen = [row.pk for row in speaker.appearances.all()]
        there = desk.post(page_of(speaker), {"appearances": chosen, "whom": "new", "name": "甲"})["Location"]
        undo = desk.get(there).context["undo_url"]
        desk.post(undo)
        assert (speaker.appearances.count(), Speaker.objects.count()) == (3, 1)

    def test_a_longer_list_asks_no_more(self, desk, speaker, django_assert_num_queries):
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

    def test_it_asks_first(self, desk, record):
        desk.get(self.undo(record))
        record.refresh_from_db()
        assert record.undone_at is None

    def test_a_merge_is_taken_back(self, desk, record, chief):
        desk.post(self.undo(record))
        record.refresh_from_db()
        assert record.undone_by == chief

    def test_why_not_is_said(self, desk, record):
        make_tag("公益")
        page = desk.post(self.undo(record), follow=True)
        assert [message.level_tag for message in page.context["messages"]] == ["error"]

    def test_a_second_time_is_refused(self, desk, record):
        levels = [
            [message.level_tag for message in desk.post(self.undo(record), follow=True).context["messages"]]
            for _twice in range(2)
        ]
        assert levels == [["success"], ["error"]]

    def test_what_was_taken_back_offers_it_no_more(self, desk, record):
        desk.post(self.undo(record))
        page = desk.get(f"/admin/articles/mergerecord/{record.pk}/change/")
        assert "undo_url" not in page.context

    def test_a_reporter_takes_back_nothing(self, enter, reporter, record):
        client = enter(reporter)
        with nothing_written():
            assert client.post(self.undo(record)).status_code == 403


@pytest.mark.parametrize("there", ["speaker/4711/split/", "mergerecord/4711/undo/", "decision/x/undo/"])
def test_a_page_of_what_is_not_there_is_not_found(there, desk):
    assert desk.get(f"/admin/articles/{there}").status_code == 404
