"""The steps of a report through the reviews: done, current and ahead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from articles.editorial import workflow
from articles.models import Report, SignOff

Status = Report.Status
#: UNSIGNED: a stage behind the report without a signature for this version, as for imported reports.
DONE, NOW, AHEAD, UNSIGNED = "done", "now", "ahead", "unsigned"
#: States outside the reviews, shown at the first step or behind the last one.
AT_THE_START = (Status.RETURNED, Status.BINNED)
AFTER_ALL = (Status.WITHDRAWN, Status.ARCHIVED)


@dataclass(frozen=True)
class Step:
    """One step: its name, its state and its signature for this version."""

    label: Any
    mark: str
    signed: SignOff | None = None


def steps_of(report: Report) -> list[Step]:
    """The steps of this report, with the current one marked."""
    way = [Status.DRAFT, *workflow.states_before_publication(report), Status.READY, Status.PUBLISHED]
    at = _place(report, way)
    signed = _signed(report)
    steps = [_step(state, place, at, signed) for place, state in enumerate(way)]
    if report.status in AT_THE_START:
        steps[0] = Step(report.get_status_display(), NOW)
    if report.status in AFTER_ALL:
        steps.append(Step(report.get_status_display(), NOW))
    if report.status == Status.PUBLISHED and not report.is_public():
        steps[-1] = Step(_("Scheduled"), NOW)
    if report.status == Status.READY and report.live_from:
        steps[at] = Step(_("Scheduled"), NOW)
    return steps


def _place(report: Report, way: list[str]) -> int:
    if report.status in AFTER_ALL:
        return len(way)
    return 0 if report.status in AT_THE_START else way.index(report.status)


def _step(state: str, place: int, at: int, signed: dict[str, SignOff]) -> Step:
    stage = workflow.STAGES.get(state)
    signature = signed.get(stage) if stage else None
    if place == at:
        return Step(_label(state), NOW)
    if place > at:
        return Step(_label(state), AHEAD, signature)
    return Step(_label(state), DONE if signature or not stage else UNSIGNED, signature)


def _label(state: str) -> Any:
    stage = workflow.STAGES.get(state)
    return SignOff.Stage(stage).label if stage else Status(state).label


def _signed(report: Report) -> dict[str, SignOff]:
    """Stage → the signature for this version."""
    signatures = SignOff.objects.filter(report=report.original, version=report.version)
    return {signature.stage: signature for signature in signatures}
