"""The register of posts: no post twice at one time, and entries proposed by what a report prints."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Membership
from tests.admin.forms import new_row, posted
from tests.builders import make_appearance, make_organisation, make_report, make_speaker

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/membership/add/"


@pytest.fixture
def membership():
    return Membership.objects.create(
        speaker=make_speaker(), organisation=make_organisation(), role="检察长", start="2015", end="2018"
    )


def enter_post(client, membership, **dates):
    values = {
        "speaker": membership.speaker_id,
        "organisation": membership.organisation_id,
        "role": membership.role,
    }
    return client.post(ADD, posted(client.get(ADD), **(values | dates)))


class TestOverlaps:
    @pytest.mark.parametrize("start", ["2018", "2018-01-01", "2019-03"])
    def test_a_post_may_follow_itself(self, start, membership, desk):
        enter_post(desk, membership, start=start)
        assert Membership.objects.count() == 2

    @pytest.mark.parametrize(
        ("start", "end"), [("", ""), ("2016", ""), ("2014", "2016-05"), ("2016", "2017")]
    )
    def test_it_is_not_held_twice_at_one_time(self, start, end, membership, desk):
        page = enter_post(desk, membership, start=start, end=end)
        [error] = page.context["adminform"].form.non_field_errors().as_data()
        assert (error.code, Membership.objects.count()) == ("overlaps", 1)

    def test_another_post_at_the_same_time_is_no_matter(self, membership, desk):
        enter_post(desk, membership, start="2016", role="党组书记")
        assert Membership.objects.count() == 2

    def test_an_entry_is_no_obstacle_to_its_own_correction(self, membership, desk):
        there = f"/admin/articles/membership/{membership.pk}/change/"
        desk.post(there, posted(desk.get(there), start="2016"))
        membership.refresh_from_db()
        assert membership.start == "2016"

    def test_all_entries_of_a_person_are_judged_as_they_are_sent(self, membership, desk):
        there = f"/admin/articles/speaker/{membership.speaker_id}/change/"
        page = desk.get(there)
        row = new_row(
            page, "memberships", organisation=membership.organisation_id, role="检察长", start="2016", end=""
        )
        desk.post(there, posted(page) | row)
        assert Membership.objects.count() == 1

    def test_an_end_given_together_with_the_next_entry_is_enough(self, membership, desk):
        there = f"/admin/articles/speaker/{membership.speaker_id}/change/"
        page = desk.get(there)
        row = new_row(
            page, "memberships", organisation=membership.organisation_id, role="检察长", start="2016", end=""
        )
        desk.post(there, posted(page) | row | {"memberships-0-end": "2016"})
        assert sorted(Membership.objects.values_list("start", "end")) == [("2015", "2016"), ("2016", "")]


class TestMerged:
    """Two speakers with the same post at one time become one."""

    @pytest.fixture
    def twin(self, membership):
        twin = make_speaker("孙 刚")
        Membership.objects.create(
            speaker=twin, organisation=membership.organisation, role="检察长", start="2016"
        )
        return twin

    def test_the_page_tells_it_before(self, membership, twin, desk):
        page = desk.get(f"/admin/articles/speaker/merge/?one={membership.speaker_id}&other={twin.pk}").text
        assert "2015年 – 2018年 · 2016年 – 至今" in " ".join(page.split())

    def test_the_entries_are_named_and_listed_after(self, membership, twin, desk):
        there = f"/admin/articles/speaker/merge/?one={membership.speaker_id}&other={twin.pk}"
        page = desk.post(there, {"keep": twin.pk}, follow=True).text
        listed = desk.get("/admin/articles/membership/", {"overlaps": "yes"}).context["cl"].result_list
        assert (f"/membership/{membership.pk}/change/" in page, len(listed)) == (True, 2)


class TestHeldNow:
    @pytest.mark.parametrize(
        ("start", "end", "number"), [("2015", "", 1), ("2015", "2018", 0), ("", "", 1), ("2999", "", 0)]
    )
    def test_posts_held_now_are_found(self, start, end, number, membership, desk):
        Membership.objects.filter(pk=membership.pk).update(start=start, end=end)
        page = desk.get("/admin/articles/membership/", {"now": "yes"})
        assert page.context["cl"].result_count == number

    def test_the_form_of_a_person_says_which(self, membership, desk):
        Membership.objects.filter(pk=membership.pk).update(end="")
        assert "现任</span>" in desk.get(f"/admin/articles/speaker/{membership.speaker_id}/change/").text


class TestProposals:
    @pytest.fixture
    def appearance(self, membership):
        report = make_report(event_start="2017-05-01")
        appearance = make_appearance(report, titles="检察长、党组书记", speaker=membership.speaker)
        appearance.organisation = membership.organisation
        appearance.save()
        return appearance

    def page(self, client, appearance):
        return client.get(f"/admin/articles/report/{appearance.report_id}/change/").text

    def address(self, appearance):
        return (
            f"{ADD}?speaker={appearance.speaker_id}&amp;organisation={appearance.organisation_id}&amp;role="
        )

    def test_what_is_not_on_the_register_is_proposed(self, appearance, desk):
        assert self.page(desk, appearance).count(self.address(appearance)) == 1

    def test_a_post_held_at_another_time_is_proposed_too(self, appearance, desk):
        Membership.objects.update(end="2016")
        assert self.page(desk, appearance).count(self.address(appearance)) == 2

    def test_the_entry_opens_filled_in_with_the_report_as_evidence(self, appearance, desk):
        report = appearance.report
        sent = {"speaker": appearance.speaker_id, "organisation": appearance.organisation_id}
        form = desk.get(ADD, sent | {"role": "党组书记", "evidence": report.pk}).context["adminform"].form
        assert (form["role"].value(), form["evidence"].value()) == ("党组书记", str(report.pk))

    def test_one_who_is_not_identified_has_none(self, appearance, desk):
        appearance.speaker = None
        appearance.save()
        assert ADD + "?" not in self.page(desk, appearance)

    def test_who_may_not_add_to_the_register_is_shown_none(self, appearance, enter, reporter):
        assert ADD + "?" not in self.page(enter(reporter), appearance)

    def test_more_people_ask_no_more(self, appearance, desk):
        with CaptureQueriesContext(connection) as few:
            self.page(desk, appearance)
        for name in ("甲某", "乙某"):
            make_appearance(appearance.report, name, speaker=make_speaker(name))
        with CaptureQueriesContext(connection) as more:
            self.page(desk, appearance)
        assert len(more) <= len(few)  # the first page also looks up its content type


def test_what_a_post_was_seen_in_is_kept_apart_from_it(membership):
    membership.evidence = make_report()
    membership.save()
    membership.evidence.delete()
    membership.refresh_from_db()
    assert membership.evidence is None
