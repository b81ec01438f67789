"""How a report moves from one state to another: the table of legal moves, and what makes them."""

from articles.editorial.permissions import (
    MAY_EDIT,
    MAY_FILE,
    STAGES,
    UNDER_REVIEW,
    may_change,
    may_file,
)
from articles.editorial.record import name_of, record, record_each
from articles.editorial.signing import (
    ALL_MARKS,
    Marks,
    content_before,
    next_state,
    revalidate_signatures,
    states_before_publication,
)

from .blocked_schedules import Doubtful, doubtful
from .conditions import open_copies
from .due import publish_due, scheduled
from .due import watch as watch_for_due
from .erasing import PERMISSION as ERASE
from .erasing import epitaph, erase, sources_of, what_goes, why_not_erased
from .releases import Release, errors_of, reasons_before, releases_of, take_back
from .rules import RULES, Rule, is_transition, may_ever, rule_for
from .transitions import (
    TransitionInput,
    TransitionNotAllowed,
    leads_to,
    legal_actions,
    transition,
    transition_each,
    why_not,
)
from .waiting import SCHEDULED_COPY, Waiting, counts, missed, people_at, people_of, waiting_for

__all__ = [
    "ALL_MARKS",
    "ERASE",
    "MAY_EDIT",
    "MAY_FILE",
    "RULES",
    "SCHEDULED_COPY",
    "STAGES",
    "UNDER_REVIEW",
    "Doubtful",
    "Marks",
    "Release",
    "Rule",
    "TransitionInput",
    "TransitionNotAllowed",
    "Waiting",
    "content_before",
    "counts",
    "doubtful",
    "epitaph",
    "erase",
    "errors_of",
    "is_transition",
    "leads_to",
    "legal_actions",
    "may_change",
    "may_ever",
    "may_file",
    "missed",
    "name_of",
    "next_state",
    "open_copies",
    "people_at",
    "people_of",
    "publish_due",
    "reasons_before",
    "record",
    "record_each",
    "releases_of",
    "revalidate_signatures",
    "rule_for",
    "scheduled",
    "sources_of",
    "states_before_publication",
    "take_back",
    "transition",
    "transition_each",
    "waiting_for",
    "watch_for_due",
    "what_goes",
    "why_not",
    "why_not_erased",
]
