"""Errors of checks, which stop a move unless somebody says why they are right."""

from __future__ import annotations

from collections.abc import Mapping

from articles import checks
from articles.models import Report


def errors_of(report: Report) -> dict[str, checks.Finding]:
    """What stops the report, by the key under which it is let through."""
    return {finding.key: finding for finding in checks.blocking(report)}


def let_through(errors: Mapping[str, checks.Finding], reasons: Mapping[str, str]) -> list[dict[str, str]]:
    """The errors that a reason was given for, as the record keeps them."""
    return [
        {"key": key, "words": finding.words, "advice": str(finding.advice), "reason": reason}
        for key, finding in errors.items()
        if (reason := reasons.get(key, "").strip())
    ]
