"""A process of the desk beside the web servers: it tells what there is to ask for, and acts when it is told.

`python -m tests.benchmarks.acts` with the environment of a web server reads a line and answers with one of
JSON: `facts`, `draft TITLE`, `publish KEY`, `withdraw KEY`, `bin KEY`.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.conf import settings  # noqa: E402 - after the setup
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402 - likewise
from django.contrib.auth.models import User  # noqa: E402 - likewise
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402 - likewise
from django.db import close_old_connections, connection  # noqa: E402 - likewise
from django.db.models import Count  # noqa: E402 - likewise

from articles.editorial import workflow  # noqa: E402 - likewise
from articles.models import Report, SearchEntry, Section, Speaker, Tag  # noqa: E402 - likewise
from articles.models.body import from_paragraphs  # noqa: E402 - likewise

from .words import TEN_STATEMENTS  # noqa: E402 - likewise


def facts() -> dict[str, Any]:
    """The addresses of what is measured, and a cookie of the desk."""
    report = Report.objects.select_related("section").get(pk=TEN_STATEMENTS)
    heard = Speaker.objects.annotate(number=Count("appearances")).order_by("-number", "pk")
    user = User.objects.get(username="chief")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return {
        "report": report.get_absolute_url(),
        "title": report.title,
        "tag": Tag.objects.get(name="行政检察").get_absolute_url(),
        "speaker": heard[0].get_absolute_url(),
        "reports": Report.objects.published().count(),
        "has_search": has_search(),
        "cookie": f"{settings.SESSION_COOKIE_NAME}={session.session_key}",
    }


def has_search() -> bool:
    """Whether the index of the grams is there: an archive may be made without."""
    with connection.cursor() as cursor:
        indexes = connection.introspection.get_constraints(cursor, SearchEntry._meta.db_table)
    return connection.vendor == "sqlite" or "search_grams" in indexes


def draft(title: str) -> dict[str, Any]:
    report = Report.objects.create(
        title=title,
        section=Section.objects.first(),
        body=from_paragraphs(["会议在市检察院召开。"]),
    )
    return {"key": report.pk}


def act(action: str, key: int) -> dict[str, Any]:
    """Publish or withdraw a report as the desk does; its address."""
    report = Report.objects.select_related("section").get(pk=key)
    given = {"reason": "内容有误", "notice": "内容有误，已撤下。"} if action == "withdraw" else {}
    workflow.transition(report, action, **given)
    return {"path": report.get_absolute_url()}


def main() -> None:
    for line in sys.stdin:
        name, *words = line.split()
        close_old_connections()  # as before each request: the last one may be lost
        if name == "facts":
            answer = facts()
        else:
            answer = draft(words[0]) if name == "draft" else act(name, int(words[0]))
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
