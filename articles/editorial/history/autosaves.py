"""Autosave drafts of the report form: what somebody typed and has not saved, for them alone.

A draft belongs to one open form, by its key. When the form is saved, the draft is closed rather than deleted:
an autosave that arrives later finds it closed and is dropped.
"""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from articles.editorial.locking import retried
from articles.models import Autosave, Report

KEY_LENGTH = 12
NO_KEY = re.compile(r"[^0-9A-Za-z_-]")
#: [[name, value]] of a form's fields.
Pairs = list[list[str]]


def drafts(user: User) -> QuerySet[Autosave]:
    """The drafts that this person may restore or discard."""
    return Autosave.objects.filter(user=user, saved_at=None)


def drafts_for(user: User, report: Report | None) -> list[Autosave]:
    """Their drafts of this report or, without one, of new reports; the latest first."""
    return list(drafts(user).filter(report=report).order_by("-at"))


@retried
def keep(user: User, report: Report | None, key: str, data: Pairs, seen: int) -> bool:
    """Store a draft; False where the form of this key was saved already."""
    return _store(user, key, report=report, data=data, seen=seen, snapshot=None) is not None


@retried
def keep_for_merge(user: User, key: str, **values: Any) -> Autosave:
    """Store what was sent over a change of somebody else: `report`, `data`, `seen` and `snapshot`."""
    return _store(user, key, **values) or Autosave.objects.create(user=user, key=_free_key(key), **values)


def close(user: User, key: str) -> None:
    """Close the draft of a form that is saved, or note that there will be none; part of the act."""
    closed: dict[str, Any] = {"report": None, "data": [], "snapshot": None, "saved_at": timezone.now()}
    if key := _clean(key):
        Autosave.objects.update_or_create(user=user, key=key, defaults=closed)
    else:
        Autosave.objects.filter(user=user, key="").delete()


@retried
def discard(draft: Autosave) -> None:
    """Delete a draft at the wish of who typed it."""
    draft.delete()


@transaction.atomic
def _store(user: User, key: str, **values: Any) -> Autosave | None:
    key = _clean(key)
    if Autosave.objects.select_for_update().filter(user=user, key=key, saved_at__isnull=False).exists():
        return None
    draft, _created = Autosave.objects.update_or_create(user=user, key=key, defaults=values)
    return draft


def _clean(key: str) -> str:
    """The key as a browser's script makes it: letters and digits."""
    return NO_KEY.sub("", key)[:KEY_LENGTH]


def _free_key(key: str) -> str:
    """A key beside that of a form that was saved once, and sent again by the browser's back button."""
    return _clean(f"{timezone.now():%H%M%S}{key}")
