"""Acts on more reports than a request takes, as a worker carries them out."""

from functools import partial

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from articles import search
from articles.editorial import bulk_acts
from articles.models import AuditEntry, BulkItem, Report, Transition
from newsroom import worker
from tests.builders import make_published, make_ready, make_report, make_section
from tests.races import at_once, on_postgresql

pytestmark = [pytest.mark.django_db, pytest.mark.on_both_databases]
State = BulkItem.State


@pytest.fixture(autouse=True)
def queue(settings, monkeypatch):
    """Work waits until work_off() does it, in the transaction of the test. A step has two reports."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(bulk_acts, "STEP", 2)
    monkeypatch.setattr(bulk_acts, "PAUSE", 0)


@pytest.fixture
def reports():
    return [make_ready(f"报道{number}") for number in range(5)]


def start(reports, by, action="publish", **values):
    return bulk_acts.start(action, [report.pk for report in reports], values, by=by)


def work_off(act):
    worker.work_off()
    act.refresh_from_db()
    return act


def states(act):
    return [item.state for item in act.items.all()]


def statuses():
    return set(Report.objects.values_list("status", flat=True))


def published():
    """How often each report was published, by its key."""
    lines = Transition.objects.filter(action="publish").values_list("report", flat=True)
    return sorted(lines)


class Killed(BaseException):
    """The process ends."""


@pytest.fixture
def killed(monkeypatch):
    """`killed(act, steps)` works for so many steps, and is killed inside the next one."""

    def run(act, steps):
        real, left = bulk_acts._note, [steps]

        def note(*args):
            if not left[0]:
                raise Killed
            left[0] -= 1
            real(*args)

        with monkeypatch.context() as patch:
            patch.setattr(bulk_acts, "_note", note)
            with pytest.raises(Killed):
                bulk_acts.carry_out.func(act.pk, "zh-hans")
        silent = timezone.now() - 2 * worker.LOST
        DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=silent, worker_ids=["gone"])

    return run


def test_nothing_is_done_until_a_worker_does_it(reports, chief):
    act = start(reports, chief)
    assert (states(act), statuses()) == ([State.WAITING] * 5, {"ready"})


def test_the_worker_does_all(reports, chief):
    act = work_off(start(reports, chief))
    assert (statuses(), states(act)) == ({"published"}, [State.DONE] * 5)
    assert (act.done, act.refused, bool(act.finished_at)) == (5, 0, True)


def test_each_report_is_in_the_audit_log_with_who_asked(reports, chief):
    work_off(start(reports, chief))
    moved = AuditEntry.objects.filter(kind=AuditEntry.Kind.TRANSITION, code="transition", by=chief)
    keys = {int(key) for key in moved.values_list("object_id", flat=True)}
    assert keys >= {report.pk for report in reports}


def test_an_act_that_was_killed_goes_on_where_it_was(reports, chief, killed):
    act = start(reports, chief)
    killed(act, steps=1)
    assert published() == [report.pk for report in reports[:2]]
    act = work_off(act)
    assert published() == [report.pk for report in reports]
    assert (act.done, act.refused) == (5, 0)


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_two_workers_on_one_act_do_nothing_twice(chief):
    reports = [make_ready(f"报道{number}") for number in range(4)]
    act = start(reports, chief)
    run = partial(bulk_acts.carry_out.func, act.pk, "zh-hans")
    assert at_once(run, run) == [None, None]
    act.refresh_from_db()
    assert (published(), act.done, act.refused) == ([report.pk for report in reports], 4, 0)


def test_one_that_is_refused_leaves_the_others(reports, chief):
    draft = make_report("还是草稿")
    act = work_off(start([reports[0], draft, reports[1]], chief))
    assert (act.done, act.refused) == (2, 1)
    refused = act.items.get(state=State.REFUSED)
    assert (refused.report_key, refused.name) == (draft.pk, "还是草稿")
    assert refused.why


def test_a_report_that_was_deleted_meanwhile_is_refused(reports, chief):
    act = start(reports, chief)
    Report.objects.filter(pk=reports[0].pk).delete()
    assert states(work_off(act)) == [State.REFUSED] + [State.DONE] * 4


def test_who_lost_the_permission_does_nothing(reports, final_reviewer):
    act = start(reports, final_reviewer)
    final_reviewer.groups.clear()
    assert (states(work_off(act)), statuses()) == ([State.REFUSED] * 5, {"ready"})


def test_who_loses_the_permission_half_way_does_no_more(reports, final_reviewer, killed):
    act = start(reports, final_reviewer)
    killed(act, steps=1)
    final_reviewer.groups.clear()
    act = work_off(act)
    assert (act.done, act.refused) == (2, 3)


def test_an_account_that_was_closed_does_nothing(reports, chief):
    act = start(reports, chief)
    User.objects.update(is_active=False)
    assert (states(work_off(act)), statuses()) == ([State.REFUSED] * 5, {"ready"})


def test_an_account_that_was_deleted_does_nothing(reports, chief):
    act = start(reports, chief)
    User.objects.filter(pk=chief.pk).delete()
    assert (states(work_off(act)), statuses()) == ([State.REFUSED] * 5, {"ready"})


def test_a_reporter_files_what_the_state_lets_them(reporter):
    drafts, live = [make_report(), make_report()], make_published()
    act = work_off(start([*drafts, live], reporter, "add_tags", tags=["听证"]))
    assert states(act) == [State.DONE, State.DONE, State.REFUSED]
    assert [list(report.tags.names()) for report in (*drafts, live)] == [["听证"], ["听证"], []]


def test_what_was_asked_is_done(chief):
    section, reports = make_section(), [make_published(), make_published()]
    for action, values in (
        ("set_section", {"section": section.pk}),
        ("set_occasion", {"occasion": "听证"}),
        ("add_tags", {"tags": ["生态修复", "公益"]}),
        ("remove_tags", {"tags": ["公益"]}),
        ("withdraw", {"reason": "内容有误", "notice": "因故撤稿。"}),
    ):
        assert work_off(start(reports, chief, action, **values)).done == 2
    assert section.reports.filter(occasion="听证", withdrawal_notice="因故撤稿。").count() == 2
    assert [set(report.tags.names()) for report in reports] == [{"生态修复"}] * 2
    assert {line.reason for line in Transition.objects.filter(action="withdraw")} == {"内容有误"}


def test_reports_are_deleted_for_good(chief):
    reports = [make_report(status="binned") for _ in range(3)]
    act = work_off(start(reports, chief, "erase"))
    assert (act.done, Report.objects.count()) == (3, 0)


def test_a_section_that_was_deleted_meanwhile_refuses_each(chief):
    section, reports = make_section(), [make_report(), make_report()]
    act = start(reports, chief, "set_section", section=section.pk)
    section.delete()
    act = work_off(act)
    assert (act.refused, bool(act.items.first().why)) == (2, True)


def test_what_was_done_is_found(chief):
    report = make_published()
    work_off(start([report], chief, "add_tags", tags=["生态修复"]))
    assert list(search.search("生态修复", Report.objects.published()).page) == [report]


def test_who_asked_stops_it(reports, final_reviewer, killed):
    act = start(reports, final_reviewer)
    killed(act, steps=1)
    bulk_acts.stop(act, by=final_reviewer)
    act = work_off(act)
    assert (act.is_stopped, act.done, len(published())) == (True, 2, 2)


def test_others_do_not_stop_it(reports, chief, final_reviewer):
    act = start(reports, chief)
    with pytest.raises(bulk_acts.PermissionDenied):
        bulk_acts.stop(act, by=final_reviewer)
    assert work_off(act).done == 5


def test_other_work_has_its_turn(reports, chief, monkeypatch):
    monkeypatch.setattr(bulk_acts, "SLICE", 0)
    act = start(reports, chief)
    bulk_acts.carry_out.func(act.pk, "zh-hans")
    act.refresh_from_db()
    assert (act.done, DBTaskResult.objects.ready().count()) == (2, 2)  # that of start(), and the rest
    assert work_off(act).done == 5


def test_an_error_leaves_the_rest_to_be_taken_up(reports, chief, monkeypatch):
    def fail(*args, **options):
        raise RuntimeError

    act = start(reports, chief)
    with monkeypatch.context() as patch:
        patch.setattr(bulk_acts.bulk, "apply", fail)
        worker.work_off()
    assert (statuses(), bulk_acts.is_under_way(act)) == ({"ready"}, False)
    bulk_acts.go_on(act, by=chief)
    bulk_acts.go_on(act, by=chief)
    assert DBTaskResult.objects.ready().count() == 1
    assert work_off(act).done == 5


def test_a_report_on_which_it_fails_leaves_the_others(reports, chief, monkeypatch, caplog):
    real, bad = bulk_acts.bulk.apply, reports[2].pk

    def fail(action, ids, *args, **options):
        outcome = real(action, ids, *args, **options)
        if bad in ids:
            raise RuntimeError
        return outcome

    act = start(reports, chief)
    with monkeypatch.context() as patch:
        patch.setattr(bulk_acts.bulk, "apply", fail)
        act = work_off(act)
    assert (published(), act.done, act.finished_at) == ([r.pk for r in reports if r.pk != bad], 4, None)
    assert f"the report {bad}" in caplog.text
    bulk_acts.go_on(act, by=chief)
    act = work_off(act)
    assert (len(published()), act.done, act.refused, bool(act.finished_at)) == (5, 5, 0, True)


def test_an_error_on_each_report_ends_the_work_soon(reports, chief, monkeypatch):
    tried = []

    def fail(action, ids, *args, **options):
        tried.append(ids)
        raise RuntimeError

    monkeypatch.setattr(bulk_acts, "MOST_FAILED", 2)
    monkeypatch.setattr(bulk_acts.bulk, "apply", fail)
    assert states(work_off(start(reports, chief))) == [State.WAITING] * 5
    assert len(tried) == 3  # both of the first step, then each


def test_the_queries_of_a_step_do_not_grow_with_the_act(chief):
    numbers = []
    for size in (3, 3, 30):  # the first one reads what is kept after it
        act = start([make_report() for _ in range(size)], chief, "set_occasion", occasion="听证")
        with CaptureQueriesContext(connection) as captured:
            bulk_acts._step(act.pk)
        numbers.append(len(captured))
    assert numbers[1] == numbers[2]
