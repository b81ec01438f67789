"""The revision that a form was opened with, sent along as a token: what a save must not overwrite."""

from __future__ import annotations

import json
from hashlib import sha256

from django.utils import timezone

from articles.admin.base import parse_pk
from articles.models import Report, Revision
from articles.models.snapshots import Snapshot, snapshot_of

DIGEST_LENGTH = 16
#: The largest number that the column of a draft holds.
MAX_NUMBER = 2**31 - 1


def current_revision(report: Report) -> Revision:
    """The latest revision or, where the report changed since, the one that the next act would record.

    The latter is not saved: a page that is only looked at writes nothing.
    """
    snapshot, last = snapshot_of(report), report.revisions.first()
    if last and last.snapshot == snapshot:
        return last
    number, at = (last.number + 1, timezone.now()) if last else (1, report.updated_at)
    code = "register_changed" if last else "as_found"
    return Revision(report=report, number=number, at=at, snapshot=snapshot, code=code)


def token_of(revision: Revision) -> str:
    """Number and digest of a revision: "3-9f86d081884c7d65"."""
    return f"{revision.number}-{_digest(revision.snapshot)}"


def revision_of_token(report: Report, token: str) -> Revision | None:
    """The stored revision of a token; None where there is none, or where it says something else."""
    number, _hyphen, digest = token.partition("-")
    revision = report.revisions.filter(number=parse_pk(number)).first()
    return revision if revision and _digest(revision.snapshot) == digest else None


def number_of_token(token: str) -> int:
    """The number in a token, 0 in an empty one. Raises ValueError for what no form sends."""
    text = token.partition("-")[0]
    number = parse_pk(text)
    if (token and not number and text != "0") or number > MAX_NUMBER:
        raise ValueError(token)
    return number


def empty_snapshot(snapshot: Snapshot) -> Snapshot:
    """The base for two snapshots whose common origin is unknown: every difference is a conflict."""
    fields = dict.fromkeys(snapshot["fields"], "")
    return {"fields": fields, "cover": "", "tags": [], "credits": [], "photos": [], "appearances": []}


def _digest(snapshot: Snapshot) -> str:
    return sha256(json.dumps(snapshot, sort_keys=True).encode()).hexdigest()[:DIGEST_LENGTH]
