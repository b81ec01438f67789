"""Fixtures of the workflow tests."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.editorial.workflow import due


@pytest.fixture
def days_pass(monkeypatch):
    """Let so many days pass without a look at the due copies."""
    now = timezone.now

    def passed(days):
        monkeypatch.setattr(timezone, "now", lambda: now() + timedelta(days=days))
        monkeypatch.setattr(due.watch, "look_at", datetime.min.replace(tzinfo=UTC))

    return passed
