"""Make a request as somebody and roll it back; its outcome as one letter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client

from tests.permissions.world import CAST, SECRET, World

#: Outcomes of a request.
DONE, REFUSED, TOLD, NOT_FOUND, LOG_IN = "Y", ".", "!", "0", ">"
LOGIN = "/admin/login/"
PERSON = "x-person"
WRITES = re.compile(r'\s*(?:INSERT|UPDATE|DELETE|REPLACE)\b[^"]*"(?P<table>\w+)"', re.I)
#: Tables that any request may write.
NO_MATTER = {"django_session"}
#: The audit log: every act adds an entry.
LOG = "articles_auditentry"
#: Acts without an audit entry: autosave, which is no act of the editor.
UNLOGGED = {"articles_report_autosave", "articles_report_discard"}
#: Downloads: all that they write is an audit entry.
EXPORTS = {"articles_sourcetext_raw", "articles_auditentry_export", "articles_importbatch_failures"}


def clients(world: World) -> dict[str, Client]:
    """A client for each letter; user_of() must replace django.contrib.auth.get_user."""
    return {letter: Client(headers={PERSON: letter}) for letter in CAST}


def user_of(world: World) -> Callable[[HttpRequest], User | AnonymousUser]:
    """Replace get_user(): the account comes from a header, without a session."""
    return lambda request: world.people[request.headers[PERSON]] or AnonymousUser()


@contextmanager
def writes() -> Iterator[list[str]]:
    """Collect the tables that are written to in the block."""
    found: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if (match := WRITES.match(sql)) and match["table"] not in NO_MATTER:
            found.append(match["table"])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found


def ask(client: Client, method: str, path: str, sent: Any = None) -> str:
    """Make a request, roll it back, and return its outcome."""
    client.cookies.clear()
    with transaction.atomic(), writes() as changed:
        if method == "GET":
            response = client.get(path)
        elif isinstance(sent, str):
            response = client.post(path, sent, content_type="application/json")
        else:
            response = client.post(path, sent)
        transaction.set_rollback(True)
    return outcome(method, response, changed)


def outcome(method: str, response: HttpResponse, changed: list[str]) -> str:
    """The outcome as a letter.

    Fails where a refusal changed something or shows the title, and where a change has no audit entry.
    """
    name = response.resolver_match.url_name if response.resolver_match else ""
    done = [table for table in changed if table != LOG or name in EXPORTS]
    letter, text = _letter(method, response, done), _text(response)
    if done and method == "POST" and name not in UNLOGGED:
        assert LOG in changed, f"{done} were written to, and the audit log has no entry"
    if method == "GET":
        assert not changed, f"a GET wrote to {changed}"
    if letter in {REFUSED, NOT_FOUND, LOG_IN}:
        assert not changed, f"refused, and yet {changed} were written to"
        assert SECRET not in text, "refused, and yet the title stands in the answer"
    return letter


def _letter(method: str, response: HttpResponse, changed: list[str]) -> str:
    status, location = response.status_code, response.headers.get("Location", "")
    if location.startswith(LOGIN):
        return LOG_IN
    if status in {403, 404, 410}:
        return REFUSED if status == 403 else NOT_FOUND
    assert status < 400, f"answered {status}"
    return DONE if changed or (method == "GET" and status == 200) else TOLD


def _text(response: HttpResponse) -> str:
    content = b"".join(response) if response.streaming else response.content
    return content.decode(errors="replace") + response.headers.get("Location", "")
