"""Acts on the register against other acts at the same moment."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied

from articles.editorial import history, workflow
from articles.editorial.editing import editing
from articles.models import Appearance, AuditEntry, Decision, MergeRecord, Report, Speaker
from articles.register.identifying import CannotDecide, dismiss, identify, split, undo_decision
from articles.register.merging import CannotMerge, merge_speakers, undo_merge
from tests.builders import make_appearance, make_published, make_report, make_speaker, make_user, sign
from tests.races import at_once, meanwhile, on_postgresql


@pytest.mark.django_db
class TestBetweenReadAndLock:
    """The other act comes after the page was read and before this one has its lock."""

    def test_who_was_decided_meanwhile_stays_so(self):
        appearance, first = make_appearance(make_report()), make_speaker()
        decide = Appearance.objects.filter(pk=appearance.pk).update
        with meanwhile(lambda: decide(speaker=first)), pytest.raises(CannotDecide):
            identify(appearance, make_speaker())

    def test_who_may_not_change_the_words_any_more_removes_nobody(self):
        author = make_user(role="记者")
        author.user_permissions.add(*permissions("delete_appearance"))
        appearance = make_appearance(make_report(author=author))
        submit = lambda: workflow.transition(Report.objects.get(), "submit", by=author)  # noqa: E731
        with meanwhile(submit), pytest.raises(PermissionDenied):
            dismiss(appearance, by=author)
        assert Appearance.objects.exists()

    def test_a_report_published_meanwhile_stays_published(self, reporter):
        appearance = make_appearance(make_report(author=reporter))
        report, publisher = signed(appearance.report), make_user(role="终审", is_superuser=True)
        publish = lambda: workflow.transition(Report.objects.get(), "publish", by=publisher)  # noqa: E731
        with meanwhile(publish, before="transaction"):
            identify(appearance, make_speaker())
        report.refresh_from_db()
        assert (report.status, appearance_of(report).speaker is None) == ("published", False)

    def test_an_account_that_was_closed_meanwhile_merges_nothing(self, chief):
        kept, gone = make_speaker(), make_speaker()
        close = type(chief).objects.filter(pk=chief.pk).update
        with (
            meanwhile(lambda: close(is_active=False), before="transaction"),
            pytest.raises(PermissionDenied),
        ):
            merge_speakers(kept, gone, by=chief)
        assert Speaker.objects.count() == 2

    def test_a_speaker_merged_meanwhile_is_not_chosen(self):
        appearance, kept, gone = make_appearance(make_report()), make_speaker(), make_speaker()
        with (
            meanwhile(lambda: merge_speakers(kept, gone), before="transaction"),
            pytest.raises(CannotDecide),
        ):
            identify(appearance, gone)

    def test_a_merge_into_an_entry_that_was_merged_on_is_undone_from_there(self):
        first, second, third = make_speaker(), make_speaker(), make_speaker()
        appearance = make_appearance(make_report(), speaker=third)
        record = merge_speakers(second, third)
        with meanwhile(lambda: merge_speakers(first, second), before="transaction"):
            undo_merge(record)
        appearance.refresh_from_db()
        assert appearance.speaker_id == third.pk


@pytest.mark.django_db
class TestOfWords:
    """What an act on the register does to the times and signatures of a report."""

    def test_who_is_meant_changes_no_public_time(self):
        report = make_published()
        before = Report.objects.values("modified_at", "public_modified_at").get()
        identify(make_appearance(report), make_speaker())
        assert Report.objects.values("modified_at", "public_modified_at").get() == before

    def test_a_split_and_its_undo_change_no_public_time(self):
        report, origin = make_published(), make_speaker()
        make_appearance(report, speaker=origin)
        before = Report.objects.values("modified_at", "public_modified_at").get()
        undo_decision(split(origin, origin.appearances.all(), make_speaker()))
        assert Report.objects.values("modified_at", "public_modified_at").get() == before

    def test_not_a_person_sends_a_signed_report_back(self, reporter):
        appearance = make_appearance(make_report(author=reporter))
        report = signed(appearance.report)
        dismiss(appearance)
        report.refresh_from_db()
        assert report.status == Report.Status.FIRST_REVIEW

    def test_not_a_person_taken_back_sends_a_signed_report_back(self, reporter):
        report = make_report(author=reporter)
        decision = dismiss(make_appearance(report))
        signed(report)
        undo_decision(decision)
        report.refresh_from_db()
        assert report.status == Report.Status.FIRST_REVIEW

    def test_an_act_refused_halfway_leaves_nothing(self, chief):
        appearance = make_appearance(make_report())
        with pytest.raises(CannotDecide):
            identify(appearance, deleted(make_speaker()), by=chief)
        assert (Decision.objects.count(), AuditEntry.objects.count()) == (0, 0)

    def test_each_act_leaves_its_revision_with_code_and_values(self, chief):
        report = make_report()
        identify(make_appearance(report, "孙刚"), make_speaker(), by=chief)
        last = history.latest([report])[report.pk]
        assert (last.code, last.values, last.by) == ("identified", {"name": "孙刚"}, chief)

    def test_a_merge_leaves_one_audit_entry(self, chief):
        merge_speakers(make_speaker("甲"), make_speaker("乙"), by=chief)
        entry = AuditEntry.objects.get()
        assert (entry.kind, entry.code, entry.values) == ("merge", "merged", {"record": "乙 → 甲"})


@on_postgresql
@pytest.mark.django_db(transaction=True)
class TestTwoConnections:
    def test_two_merges_at_once_of_one_pair_leave_one(self):
        one, other = make_speaker(), make_speaker()
        outcomes = at_once(lambda: merge_speakers(one, other), lambda: merge_speakers(other, one))
        assert {type(each) for each in outcomes} == {MergeRecord, CannotMerge}

    def test_two_merges_in_a_circle_end(self):
        first, second, third = (make_speaker() for _ in range(3))
        for speaker in (first, second, third):
            make_appearance(make_report(), speaker=speaker)
        at_once(
            lambda: merge_speakers(first, second),
            lambda: merge_speakers(second, third),
            lambda: merge_speakers(third, first),
        )
        left = set(Speaker.objects.values_list("pk", flat=True))
        assert set(Appearance.objects.values_list("speaker", flat=True)) <= left

    def test_a_merge_and_an_edit_of_a_report_that_names_the_entry_both_stand(self):
        kept, gone = make_speaker(), make_speaker()
        report = make_report()
        appearance = make_appearance(report, speaker=gone)

        def edit():
            with editing(report, None, code="edited") as act:
                act.report.title = "改过的标题"
                act.columns.add("title")
                Appearance.objects.filter(pk=appearance.pk).update(titles="副检察长")

        outcomes = at_once(lambda: merge_speakers(kept, gone), edit)
        assert not [each for each in outcomes if isinstance(each, Exception)]
        appearance.refresh_from_db()
        assert (appearance.speaker, appearance.titles) == (kept, "副检察长")

    def test_identifying_and_publishing_at_once_both_stand(self):
        report = make_report()
        appearance, speaker = make_appearance(report), make_speaker()
        outcomes = at_once(
            lambda: identify(appearance, speaker), lambda: workflow.transition(report, "publish")
        )
        assert not [each for each in outcomes if isinstance(each, Exception)]
        report.refresh_from_db()
        assert (report.status, appearance_of(report).speaker) == ("published", speaker)

    def test_identifying_and_merging_at_once_leave_nobody_without_a_row(self):
        appearance, kept, gone = make_appearance(make_report()), make_speaker(), make_speaker()
        at_once(lambda: identify(appearance, gone), lambda: merge_speakers(kept, gone))
        appearance.refresh_from_db()
        assert appearance.speaker in {kept, None}


def permissions(*names):
    return Permission.objects.filter(codename__in=names)


def appearance_of(report):
    return report.appearances.get()


def deleted(row):
    pk = row.pk
    row.delete()
    row.pk = pk
    return row


def signed(report):
    """Bring a report through its reviews, to READY."""
    workflow.transition(report, "submit", by=report.author)
    for role in ("初审", "复审", "终审"):
        sign(report, make_user(role=role))
    report.refresh_from_db()
    return report
