"""The audit log: every act at the desk, every login and every failed one. Append-only."""

from __future__ import annotations

from contextvars import ContextVar
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest

from articles.editorial.users import name_of
from articles.models import AuditEntry

Kind = AuditEntry.Kind
NAME_LENGTH = AuditEntry._meta.get_field("by_name").max_length
OBJECT_LENGTH = AuditEntry._meta.get_field("object_name").max_length
#: The network address of the request that is being answered; set by newsroom.middleware.
request_address: ContextVar[str | None] = ContextVar("request_address", default=None)


def record(
    kind: str,
    row: Model | None = None,
    *,
    by: Any = None,
    code: str = "",
    values: dict[str, Any] | None = None,
) -> AuditEntry:
    """Add an entry about `row`, in the transaction of the act.

    messages.in_words() puts `code` and `values` into words when somebody reads them.
    """
    return AuditEntry.objects.create(
        kind=kind,
        by=by,
        by_name=name_of(by)[:NAME_LENGTH],
        address=request_address.get(),
        object_type=row._meta.label_lower if row else "",
        object_id=str(row.pk) if row else "",
        object_name=str(row)[:OBJECT_LENGTH] if row else "",
        code=code,
        values=values or {},
    )


def address_of(request: HttpRequest) -> str | None:
    """The network address of the client. Behind a proxy it is the last one in X-Forwarded-For."""
    text = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        text = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or text
    try:
        return str(ip_address(text))
    except ValueError:
        return None


def logged_in(sender: Any, request: HttpRequest, user: Any, **details: Any) -> None:
    """Receive user_logged_in."""
    record(Kind.LOGIN, by=user)


def logged_out(sender: Any, request: HttpRequest, user: Any, **details: Any) -> None:
    """Receive user_logged_out."""
    if user:
        record(Kind.LOGOUT, by=user)


def login_failed(sender: Any, credentials: dict[str, Any], request: HttpRequest, **details: Any) -> None:
    """Receive user_login_failed: keep the name as it was typed, never the password."""
    _failed(request, Kind.LOGIN_FAILED, str(credentials.get("username", "")))


def locked_out(sender: Any, request: HttpRequest, username: str, **details: Any) -> None:
    """Receive user_locked_out of django-axes: too many wrong passwords."""
    _failed(request, Kind.LOCKED, username or "")


def _failed(request: HttpRequest | None, kind: str, name: str) -> None:
    address = address_of(request) if request else None
    AuditEntry.objects.create(kind=kind, by_name=name[:NAME_LENGTH], address=address)
