"""Files that wait at the desk."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles.intake import Importer, steps, uploads
from articles.models import AuditEntry, PendingFile, Report
from articles.reading.parallel import InputFile, read_file
from tests.intake.texts import OTHER_BODY, make_text

pytestmark = pytest.mark.django_db
State = PendingFile.State


def receive(*files):
    return uploads.receive(InputFile(f"{number}.txt", raw) for number, raw in enumerate(files))


def brought(*files):
    """A batch whose files were read."""
    batch = receive(*files)
    steps.work_on(batch)
    return batch


def states(batch):
    return [pending.state for pending in batch.pending.all()]


def test_nothing_is_stored_before_somebody_says_so():
    batch = brought(make_text())
    assert (states(batch), Report.objects.count()) == ([State.READ], 0)


def test_what_a_file_holds_is_noted():
    pending = brought(make_text()).pending.get()
    assert (pending.titles, pending.outcome) == (["安平市检察院召开公益诉讼座谈会"], "new")


def test_chosen_files_are_stored():
    batch = brought(make_text(), make_text("临河法院禁毒宣传进校园", body=OTHER_BODY))
    uploads.choose(batch, [batch.pending.last().pk])
    steps.work_on(batch)
    assert (states(batch), Report.objects.get().title) == (
        [State.READ, State.STORED],
        "临河法院禁毒宣传进校园",
    )


def test_bytes_are_kept_in_one_place_only():
    batch = brought(make_text())
    uploads.choose(batch)
    steps.work_on(batch)
    pending = batch.pending.get()
    assert (bytes(pending.raw), bytes(pending.source.raw)) == (b"", make_text())


class TestClaims:
    """A process claims a file before it reads it."""

    @pytest.fixture
    def cut_short(self, monkeypatch):
        """A batch of two files; the process that read the first one ended meanwhile."""
        batch = receive(make_text(), make_text("临河法院禁毒宣传进校园", body=OTHER_BODY))

        def end(*args):
            raise SystemExit

        with monkeypatch.context() as patch:
            patch.setattr(steps, "read_file", end)
            with pytest.raises(SystemExit):
                steps.work_on(batch)
        return batch

    def later(self, batch):
        """Let the time of the claims pass."""
        batch.pending.filter(claimed_at__isnull=False).update(claimed_at=timezone.now() - 2 * steps.CLAIM)

    def test_a_claimed_file_is_left_to_its_process(self, cut_short):
        steps.work_on(cut_short)
        assert states(cut_short) == [State.WAITING, State.READ]
        assert steps.is_claimed(cut_short)

    def test_a_file_whose_reading_was_cut_short_is_read_once_more(self, cut_short):
        self.later(cut_short)
        steps.work_on(cut_short)
        assert states(cut_short) == [State.READ, State.READ]

    def test_one_that_was_cut_short_twice_fails(self, cut_short, monkeypatch):
        cut_short.pending.filter(claimed_at__isnull=False).update(message=steps.CUT_SHORT)
        self.later(cut_short)
        steps.work_on(cut_short)
        assert states(cut_short) == [State.FAILED, State.READ]
        assert uploads.failures(cut_short) == [("0.txt", None, steps.CUT_SHORT)]

    def test_it_is_read_again_where_somebody_says_so(self, cut_short):
        cut_short.pending.filter(claimed_at__isnull=False).update(message=steps.CUT_SHORT)
        self.later(cut_short)
        steps.work_on(cut_short)
        uploads.read_again(cut_short.pending.first(), "utf-8")
        steps.work_on(cut_short)
        assert states(cut_short) == [State.READ, State.READ]

    def test_a_file_that_was_cancelled_while_it_was_read_stays_left_out(self, monkeypatch):
        batch = receive(make_text())

        def read(*args):
            uploads.cancel(batch)
            return read_file(*args)

        monkeypatch.setattr(steps, "read_file", read)
        steps.work_on(batch)
        assert states(batch) == [State.LEFT_OUT]

    def test_two_windows_store_a_file_once(self, monkeypatch):
        """The second window goes on while the first one reads."""
        batch = brought(make_text(), make_text("临河法院禁毒宣传进校园", body=OTHER_BODY))
        uploads.choose(batch)
        read = []

        def read_and_go_on(file, *args):
            read.append(file.name)
            if len(read) == 1:
                steps.work_on(batch)
            return read_file(file, *args)

        monkeypatch.setattr(steps, "read_file", read_and_go_on)
        steps.work_on(batch)
        assert (sorted(read), states(batch)) == (["0.txt", "1.txt"], [State.STORED, State.STORED])


class TestAudit:
    """Each act leaves one entry with its code."""

    def codes(self):
        return list(AuditEntry.objects.order_by("pk").values_list("code", flat=True))

    def test_receive_choose_and_cancel(self):
        batch = brought(make_text(), make_text("临河法院禁毒宣传进校园", body=OTHER_BODY))
        uploads.choose(batch, [batch.pending.first().pk])
        uploads.cancel(batch)
        uploads.resume(batch)
        assert self.codes() == ["files_received", "files_chosen", "files_left_out", "files_resumed"]

    def test_nothing_chosen_leaves_none(self):
        batch = brought(make_text())
        uploads.choose(batch, [])
        assert self.codes() == ["files_received"]


class TestPermission:
    """It is asked under the lock of the batch."""

    @pytest.mark.parametrize("act", [uploads.choose, uploads.cancel, uploads.resume])
    def test_a_colleague_does_not_act_on_a_batch(self, act, reporter):
        batch = brought(make_text())
        with pytest.raises(PermissionDenied):
            act(batch, by=reporter)
        assert states(batch) == [State.READ]

    def test_a_stranger_brings_nothing(self, stranger):
        with pytest.raises(PermissionDenied):
            uploads.receive([], by=stranger)


def test_a_near_duplicate_is_named():
    report = Importer().add("a.txt", make_text()).reports[0]
    pending = brought(make_text("公益诉讼座谈会召开", extra=["（转载）本文有删节。"])).pending.get()
    assert (pending.outcome, pending.twin) == ("near-duplicate", report)


def test_a_changed_file_is_named_with_the_one_before():
    Importer().add("0.txt", make_text())
    pending = brought(make_text(extra=["会议还研究了其他事项，并对下一步工作作出安排。"])).pending.get()
    assert (pending.outcome, pending.source.file_name) == ("changed", "0.txt")


def test_the_same_bytes_again_can_not_be_stored():
    Importer().add("a.txt", make_text())
    batch = brought(make_text())
    assert (batch.pending.get().outcome, uploads.choose(batch)) == ("unchanged", 0)


def test_the_same_file_twice_in_a_batch_is_stored_once():
    batch = brought(make_text(), make_text())
    uploads.choose(batch)
    steps.work_on(batch)
    assert [pending.outcome for pending in batch.pending.all()] == ["new", "unchanged"]


def test_a_file_that_can_not_be_read_is_among_the_failures_once():
    batch = brought(b"\x00")
    assert [name for name, _line, _message in uploads.failures(batch)] == ["0.txt"]


def test_a_file_without_a_report_fails_when_it_is_read():
    batch = brought("更多>>信息公告\n- ·关于组织开展宣传月 活动的\n- ·关于印发要点 的通知\n".encode())
    assert (states(batch), uploads.failures(batch)[0][2][:19]) == ([State.FAILED], "No report was found")


def test_cancelling_leaves_out_what_is_not_stored_and_keeps_what_is():
    batch = brought(make_text(), make_text("临河法院禁毒宣传进校园", body=OTHER_BODY))
    uploads.choose(batch, [batch.pending.first().pk])
    steps.work_on(batch)
    assert uploads.cancel(batch) == 1
    assert (states(batch), Report.objects.count()) == ([State.STORED, State.LEFT_OUT], 1)


def test_what_was_left_out_is_taken_up_again():
    batch = brought(make_text(), make_text("临河法院禁毒宣传进校园", body=OTHER_BODY))
    uploads.cancel(batch)
    assert (uploads.resume(batch), batch.finished_at) == (2, None)
    steps.work_on(batch)
    assert states(batch) == [State.READ, State.READ]


def test_a_step_reads_a_file_however_short_its_time():
    batch = uploads.receive([InputFile("a.txt", make_text()), InputFile("b.txt", make_text("二"))])
    steps.work_on(batch, seconds=0)
    assert states(batch) == [State.READ, State.WAITING]
    steps.work_on(batch)
    assert states(batch) == [State.READ, State.READ]


def test_the_batch_is_finished_when_nothing_is_left_to_do():
    batch = brought(make_text())
    assert batch.finished_at is None
    uploads.choose(batch)
    steps.work_on(batch)
    assert batch.finished_at is not None
