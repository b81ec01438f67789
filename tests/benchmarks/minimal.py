"""The same archive by a minimal Django page: a query or two, one small template, no middleware.

What Django itself costs, written by hand by somebody who needs nothing else: a report with its statements, a
list, a tag, a search by the same grams without a look at the texts. Sections, people and dates are missing.
"""

from __future__ import annotations

import os

import environ
from django.conf import settings

settings.configure(
    SECRET_KEY="minimal",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    DATABASES={
        "default": environ.Env().db_url_config(os.environ["DATABASE_URL"])
        | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    },
    USE_TZ=True,
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
)

from django.core.wsgi import get_wsgi_application  # noqa: E402 - after the settings
from django.db import connection  # noqa: E402 - likewise
from django.http import Http404, HttpRequest, HttpResponse  # noqa: E402 - likewise
from django.template import engines  # noqa: E402 - likewise
from django.urls import path  # noqa: E402 - likewise

PER_PAGE = 20
application = get_wsgi_application()
_engine = engines["django"]
_report = _engine.from_string(
    "<!doctype html><title>{{ title }}</title><h1>{{ title }}</h1><p>{{ source }} {{ at|date:'Y-m-d' }}</p>"
    "{{ body|safe }}<ul>{% for name, text in statements %}<li>{{ name }}：{{ text }}</li>{% endfor %}</ul>"
)
_list = _engine.from_string(
    "<!doctype html><title>{{ title }}</title><ol>{% for pk, title, at in rows %}"
    "<li><a href='/{{ pk }}/'>{{ title }}</a> {{ at|date:'Y-m-d' }}</li>{% endfor %}</ol>"
)
SHOWN = "r.on_site = 1 AND r.live_from <= now()"
NEWEST = "ORDER BY r.shown_at DESC, r.id DESC LIMIT %s OFFSET %s"


def report(request: HttpRequest, pk: int) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT title, source, shown_at, body FROM articles_report r WHERE {SHOWN} AND id = %s",  # noqa: S608
            [pk],
        )
        row = cursor.fetchone()
        if row is None:
            raise Http404
        cursor.execute(
            "SELECT a.name, s.text FROM articles_statement s JOIN articles_appearance a "
            'ON a.id = s.appearance_id WHERE a.report_id = %s ORDER BY s."order", s.id',
            [pk],
        )
        values = dict(zip(("title", "source", "at", "body"), row, strict=True))
        return HttpResponse(_report.render(values | {"statements": cursor.fetchall()}))


def _listed(title: str, condition: str, values: list, request: HttpRequest) -> HttpResponse:
    offset = (int(request.GET.get("page", "1")) - 1) * PER_PAGE
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT r.id, r.title, r.shown_at FROM articles_report r {condition} {NEWEST}",  # noqa: S608
            [*values, PER_PAGE, offset],
        )
        return HttpResponse(_list.render({"title": title, "rows": cursor.fetchall()}))


def reports(request: HttpRequest) -> HttpResponse:
    return _listed("报道", f"WHERE {SHOWN}", [], request)


def tag(request: HttpRequest, slug: str) -> HttpResponse:
    joined = (
        "JOIN articles_taggedreport g ON g.content_object_id = r.id JOIN articles_tag t ON t.id = g.tag_id"
    )
    return _listed(slug, f"{joined} WHERE t.slug = %s AND {SHOWN}", [slug], request)


def search(request: HttpRequest) -> HttpResponse:
    words = request.GET["q"]
    grams = " & ".join(f"'{words[start : start + 2]}'" for start in range(len(words) - 1))
    joined = "JOIN articles_searchentry e ON e.report_id = r.id"
    return _listed(words, f"{joined} WHERE e.grams @@ %s::tsquery AND {SHOWN}", [grams], request)


urlpatterns = [
    path("<int:pk>/", report),
    path("reports/", reports),
    path("tags/<str:slug>/", tag),
    path("search/", search),
]
