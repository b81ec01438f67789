"""Asking as somebody: what came of it, in one letter, and nothing left behind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client

from tests.permissions.world import CAST, SECRET, House

#: What came of a request.
DONE, REFUSED, TOLD, NOT_FOUND, LOG_IN = "Y", ".", "!", "0", ">"
LOGIN = "/admin/login/"
PERSON = "x-person"
WRITES = re.compile(r'\s*(?:INSERT|UPDATE|DELETE|REPLACE)\b[^"]*"(?P<table>\w+)"', re.I)
#: Tables that tell who was there, not what was done.
NO_MATTER = {"django_session"}
#: The audit log: whatever is done leaves a line there.
LOG = "articles_auditentry"
#: But for what the script of the form keeps until it is saved, or throws away.
UNTOLD = {"articles_report_autosave", "articles_report_discard"}
#: Pages that give files away, each with an entry in the audit log: all that a GET may write.
EXPORTS = {"articles_sourcetext_raw", "articles_auditentry_export"}


def clients(house: House) -> dict[str, Client]:
    """A client for everybody of the cast; user_of() must stand in for django.contrib.auth.get_user."""
    return {letter: Client(headers={PERSON: letter}) for letter in CAST}


def user_of(house: House) -> Callable[[HttpRequest], User | AnonymousUser]:
    """Who asks, without looking for a session and permissions again at each of ten thousand requests."""
    return lambda request: house.people[request.headers[PERSON]] or AnonymousUser()


@contextmanager
def writes() -> Iterator[list[str]]:
    """The tables that are written to meanwhile."""
    found: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if (match := WRITES.match(sql)) and match["table"] not in NO_MATTER:
            found.append(match["table"])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found


def ask(client: Client, method: str, path: str, sent: Any = None) -> str:
    """What comes of a request, of which nothing stays."""
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
    """One letter; a refusal that changed something, or shows the report, is no refusal but an error. So is a
    change that the audit log doesn't tell."""
    done = [table for table in changed if table != LOG]
    letter, text = _letter(method, response, done), _text(response)
    if done and method == "POST" and response.resolver_match.url_name not in UNTOLD:
        assert LOG in changed, f"{done} were written to, and the audit log says nothing"
    if method == "GET":
        allowed = {LOG} if response.resolver_match.url_name in EXPORTS else set()
        assert set(changed) <= allowed, f"a page that is only looked at wrote to {changed}"
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
