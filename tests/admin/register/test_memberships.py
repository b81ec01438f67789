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
    def test_membership_may_follow_an_equal_one(self, start, membership, desk):
        enter_post(desk, membership, start=start)
        assert Membership.objects.count() == 2

    @pytest.mark.parametrize(
        ("start", "end"), [("", ""), ("2016", ""), ("2014", "2016-05"), ("2016", "2017")]
    )
    def test_overlapping_equal_membership_is_refused(self, start, end, membership, desk):
        page = enter_post(desk, membership, start=start, end=end)
        [error] = page.context["adminform"].form.non_field_errors().as_data()
        assert (error.code, Membership.objects.count()) == ("overlaps", 1)

    def test_another_role_at_the_same_time_is_saved(self, membership, desk):
        enter_post(desk, membership, start="2016", role="党组书记")
        assert Membership.objects.count() == 2

    def test_membership_does_not_overlap_itself(self, membership, desk):
        there = f"/admin/articles/membership/{membership.pk}/change/"
        desk.post(there, posted(desk.get(there), start="2016"))
        membership.refresh_from_db()
        assert membership.start == "2016"

    def test_memberships_of_one_form_are_checked_against_each_other(self, membership, desk):
        there = f"/admin/articles/speaker/{membership.speaker_id}/change/"
        page = desk.get(there)
        row = new_row(
            page, "memberships", organisation=membership.organisation_id, role="检察长", start="2016", end=""
        )
        desk.post(there, posted(page) | row)
        assert Membership.objects.count() == 1

    def test_end_and_next_membership_are_saved_together(self, membership, desk):
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

    def test_merge_page_shows_overlaps(self, membership, twin, desk):
        page = desk.get(f"/admin/articles/speaker/merge/?one={membership.speaker_id}&other={twin.pk}").text
        assert "2015年 – 2018年 · 2016年 – 至今" in " ".join(page.split())

    def test_message_links_overlaps_after_the_merge(self, membership, twin, desk):
        there = f"/admin/articles/speaker/merge/?one={membership.speaker_id}&other={twin.pk}"
        page = desk.post(there, {"keep": twin.pk}, follow=True).text
        listed = desk.get("/admin/articles/membership/", {"overlaps": "yes"}).context["cl"].result_list
        assert (f"/membership/{membership.pk}/change/" in page, len(listed)) == (True, 2)


class TestHeldNow:
    @pytest.mark.parametrize(
        ("start", "end", "number"), [("2015", "", 1), ("2015", "2018", 0), ("", "", 1), ("2999", "", 0)]
    )
    def test_filter_finds_current_memberships(self, start, end, number, membership, desk):
        Membership.objects.filter(pk=membership.pk).update(start=start, end=end)
        page = desk.get("/admin/articles/membership/", {"now": "yes"})
        assert page.context["cl"].result_count == number

    def test_speaker_form_marks_current_memberships(self, membership, desk):
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

    def test_printed_title_without_membership_is_proposed(self, appearance, desk):
        assert self.page(desk, appearance).count(self.address(appearance)) == 1

    def test_printed_title_of_another_time_is_proposed(self, appearance, desk):
        Membership.objects.update(end="2016")
        assert self.page(desk, appearance).count(self.address(appearance)) == 2

    def test_proposal_opens_a_filled_form_with_the_report_as_evidence(self, appearance, desk):
        report = appearance.report
        sent = {"speaker": appearance.speaker_id, "organisation": appearance.organisation_id}
        form = desk.get(ADD, sent | {"role": "党组书记", "evidence": report.pk}).context["adminform"].form
        assert (form["role"].value(), form["evidence"].value()) == ("党组书记", str(report.pk))

    def test_unidentified_appearance_has_no_proposals(self, appearance, desk):
        appearance.speaker = None
        appearance.save()
        assert ADD + "?" not in self.page(desk, appearance)

    def test_proposals_are_hidden_without_permission(self, appearance, enter, reporter):
        assert ADD + "?" not in self.page(enter(reporter), appearance)

    def test_queries_do_not_grow_with_people(self, appearance, desk):
        self.page(desk, appearance)  # the first page also looks up its content type
        with CaptureQueriesContext(connection) as few:
            self.page(desk, appearance)
        for name in ("甲某", "乙某"):
            make_appearance(appearance.report, name, speaker=make_speaker(name))
        with CaptureQueriesContext(connection) as more:
            self.page(desk, appearance)
        assert len(more) <= len(few)


def test_deleting_the_evidence_keeps_the_membership(membership):
    membership.evidence = make_report()
    membership.save()
    membership.evidence.delete()
    membership.refresh_from_db()
    assert membership.evidence is None
