"""How a report moves from one state to another: the table of transitions, and the acts that take them."""

from articles.editorial.permissions import (
    MAY_EDIT,
    MAY_FILE,
    STAGES,
    UNDER_REVIEW,
    may_change,
    may_file,
)
from articles.editorial.record import Note, record_transition, record_transition_each
from articles.editorial.signing import (
    FULL_CHECKLIST,
    ReviewChecklist,
    content_before,
    in_signed_state,
    next_state,
    revalidate_signatures,
    states_before_publication,
)
from articles.editorial.users import name_of

from .blocked_schedules import BlockedSchedule, blocked_schedules
from .conditions import open_copies
from .dismissing import dismiss, show_again
from .due import publish_due, scheduled
from .due import watch as watch_for_due
from .erasing import PERMISSION as ERASE
from .erasing import erase, sources_of, what_goes, why_not_erased
from .releases import Release, errors_of, reasons_before, releases_of, revoke_release
from .rules import (
    RULES,
    Rule,
    is_transition,
    legal_actions,
    may_dismiss,
    may_ever,
    may_revoke_release,
    rule_for,
    why_not,
)
from .transitions import (
    TransitionInput,
    TransitionNotAllowed,
    leads_to,
    transition,
    transition_each,
)
from .waiting import SCHEDULED_COPY, Waiting, counts, missed, people_at, people_of, waiting_for

__all__ = [
    "ERASE",
    "FULL_CHECKLIST",
    "MAY_EDIT",
    "MAY_FILE",
    "RULES",
    "SCHEDULED_COPY",
    "STAGES",
    "UNDER_REVIEW",
    "BlockedSchedule",
    "Note",
    "Release",
    "ReviewChecklist",
    "Rule",
    "TransitionInput",
    "TransitionNotAllowed",
    "Waiting",
    "blocked_schedules",
    "content_before",
    "counts",
    "dismiss",
    "erase",
    "errors_of",
    "in_signed_state",
    "is_transition",
    "leads_to",
    "legal_actions",
    "may_change",
    "may_dismiss",
    "may_ever",
    "may_file",
    "may_revoke_release",
    "missed",
    "name_of",
    "next_state",
    "open_copies",
    "people_at",
    "people_of",
    "publish_due",
    "reasons_before",
    "record_transition",
    "record_transition_each",
    "releases_of",
    "revalidate_signatures",
    "revoke_release",
    "rule_for",
    "scheduled",
    "show_again",
    "sources_of",
    "states_before_publication",
    "transition",
    "transition_each",
    "waiting_for",
    "watch_for_due",
    "what_goes",
    "why_not",
    "why_not_erased",
]
