"""Triggers that keep records append-only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from articles.models.triggers.building import DatabaseObject, function, trigger, trigger_on_postgresql

#: Table → columns that never change, and the column of the account, which may only become NULL.
APPEND_ONLY: Final[dict[str, tuple[str, str]]] = {
    "articles_transition": (
        "report_id, action, from_status, to_status, by_name, by_role, at, reason, code, "
        '"values", version, findings, of_copy',
        "by_id",
    ),
    "articles_signoff": (
        "report_id, stage, version, by_id, by_name, at, reviewed, proofread, "
        "politics, law, policy, secrecy, wording, opinion",
        "author_id",
    ),
    "articles_auditentry": (
        'kind, at, by_name, address, object_type, object_id, object_name, code, "values"',
        "by_id",
    ),
}
#: Tables whose rows are never deleted.
NEVER_DELETED: Final = ("articles_auditentry",)
#: The signer is the author of the report or of its working copy under review.
OWN_REPORT: Final = """EXISTS (
    SELECT 1 FROM articles_report
    WHERE author_id = NEW.by_id AND (
        id = NEW.report_id OR copy_of_id = NEW.report_id
        AND status IN ('first_review', 'second_review', 'final_review', 'chief_review')
    )
)"""


def on_sqlite() -> Iterable[DatabaseObject]:
    """Triggers that abort the statement."""
    for name, table, event, condition in _guards():
        yield trigger(
            name, f"BEFORE {event} ON {table} {condition} BEGIN {_abort('this record is append-only')}; END"
        )
    yield trigger(
        "articles_signoff_own",
        f"BEFORE INSERT ON articles_signoff WHEN {OWN_REPORT} "
        f"BEGIN {_abort('nobody signs their own report')}; END",
    )


def on_postgresql() -> Iterable[DatabaseObject]:
    """Triggers that raise, and the functions they call."""
    refuse = "articles_append_only"
    yield function(refuse, _raise("this record is append-only"))
    for name, table, event, condition in _guards():
        yield trigger_on_postgresql(name, table, f"BEFORE {event}", refuse, condition)
    own = "articles_signoff_own"
    refused = _raise("nobody signs their own report")
    yield function(f"{own}_report", f"IF {OWN_REPORT} THEN {refused} END IF; RETURN NEW;")
    yield trigger_on_postgresql(own, "articles_signoff", "BEFORE INSERT", f"{own}_report")


def _guards() -> Iterable[tuple[str, str, str, str]]:
    """(name, table, event, condition) of each trigger that rejects a change."""
    for table, (columns, account) in APPEND_ONLY.items():
        yield f"{table}_append_only", table, f"UPDATE OF {columns}", ""
        yield f"{table}_{account}_kept", table, f"UPDATE OF {account}", f"WHEN (NEW.{account} IS NOT NULL)"
    for table in NEVER_DELETED:
        yield f"{table}_never_deleted", table, "DELETE", ""


def _abort(message: str) -> str:
    return f"SELECT RAISE(ABORT, '{message}')"


def _raise(message: str) -> str:
    return f"RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';"
