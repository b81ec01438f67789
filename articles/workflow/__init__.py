"""How a report moves from one state to another: the table of legal moves, and what makes them."""

from .conditions import open_copies
from .moves import Details, IllegalMove, legal_actions, move, move_each, why_not
from .record import record, record_each
from .releases import errors_of
from .rules import (
    MAY_EDIT,
    MAY_FILE,
    RULES,
    STAGES,
    UNDER_REVIEW,
    Rule,
    is_move,
    may_change,
    may_ever,
    may_file,
    rule_for,
)
from .signing import ALL_MARKS, Marks, next_state, settle, states_before_publication

__all__ = [
    "ALL_MARKS",
    "MAY_EDIT",
    "MAY_FILE",
    "RULES",
    "STAGES",
    "UNDER_REVIEW",
    "Details",
    "IllegalMove",
    "Marks",
    "Rule",
    "errors_of",
    "is_move",
    "legal_actions",
    "may_change",
    "may_ever",
    "may_file",
    "move",
    "move_each",
    "next_state",
    "open_copies",
    "record",
    "record_each",
    "rule_for",
    "settle",
    "states_before_publication",
    "why_not",
]
