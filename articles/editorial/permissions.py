"""Who may change a report in which state, and who signs at which stage, as data.

三审三校: first, second and final review, each signature carrying both ticks; a major case is signed by the
chief procurator too.
"""

from __future__ import annotations

from typing import Any

from articles.models import Report, SignOff

Status, Stage = Report.Status, SignOff.Stage

CHANGE, SUBMIT = "articles.change_report", "articles.submit_report"
PUBLISH, WITHDRAW = "articles.publish_report", "articles.withdraw_report"
BIN, EDIT_ANY = "articles.bin_report", "articles.edit_any_report"

#: Review state → the stage whose signature it waits for, in the order of the reviews.
STAGES: dict[str, str] = {
    Status.FIRST_REVIEW: Stage.FIRST,
    Status.SECOND_REVIEW: Stage.SECOND,
    Status.FINAL_REVIEW: Stage.FINAL,
    Status.CHIEF_REVIEW: Stage.CHIEF,
}
#: Stage → the permission to sign it.
SIGNERS: dict[str, str] = {
    Stage.FIRST: "articles.sign_first",
    Stage.SECOND: "articles.sign_second",
    Stage.FINAL: "articles.sign_final",
    Stage.CHIEF: "articles.sign_chief",
}
#: States in which a change of the words sends a report back to the first stage that has not signed them.
UNDER_REVIEW = (*STAGES, Status.READY)

#: State → what lets a person change the words: a permission, or AUTHOR for reports of their own and those
#: without an author. In a state that is missing here nobody edits: what is published is revised on a working
#: copy. `articles.change_report` is needed besides.
AUTHOR = "author"
MAY_EDIT: dict[str, tuple[str, ...]] = {
    Status.DRAFT: (AUTHOR, EDIT_ANY),
    Status.RETURNED: (AUTHOR, EDIT_ANY),
    **{state: (SIGNERS[stage],) for state, stage in STAGES.items()},
}
#: The same for what voids no signature: who is meant, section, tags.
MAY_FILE: dict[str, tuple[str, ...]] = MAY_EDIT | {
    Status.READY: (PUBLISH,),
    Status.PUBLISHED: (PUBLISH,),
    Status.WITHDRAWN: (PUBLISH,),
    Status.ARCHIVED: (PUBLISH,),
}


def may_change(user: Any, report: Report | None) -> bool:
    """Whether the state of a report lets this person change its words."""
    return report is None or _has_one(user, report, MAY_EDIT.get(report.status, ()))


def may_file(user: Any, report: Report | None) -> bool:
    """Whether it lets this person say who is meant, or file the report under a section and tags."""
    return report is None or _has_one(user, report, MAY_FILE.get(report.status, ()))


def _has_one(user: Any, report: Report, wanted: tuple[str, ...]) -> bool:
    own = report.author_id in {None, user.pk}
    return any(own if name == AUTHOR else user.has_perm(name) for name in wanted)
