"""What the report's form asks meanwhile: how its statements stand, and what the reader would find now.

Both answer for what was sent, saved or not, and change nothing.
"""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from articles.editorial.checks.lost_words import nearest
from articles.editorial.reread import FormPerson, FormStatement, read_again
from articles.models import Report, Speaker
from articles.models.body import paragraphs, plain_text
from articles.reading.speech.points import points


class RereadingMixin:
    """Two addresses for the script of the form. JSON comes in: the body as HTML, and the form's rows."""

    def get_urls(self):
        own = [
            path(
                "statements/",
                self.admin_site.admin_view(self.statements_view),
                name="articles_report_statements",
            ),
            path(
                "read-again/", self.admin_site.admin_view(self.reading_view), name="articles_report_reading"
            ),
        ]
        return [*own, *super().get_urls()]

    @method_decorator(require_POST)
    def statements_view(self, request: HttpRequest) -> JsonResponse:
        """For each text: whether it stands in the body, else what is nearest; and how many points it has."""
        sent = self._sent(request)
        body = plain_text(sent["body"])
        return JsonResponse({"statements": [_standing(text, body) for text in sent["texts"]]})

    @method_decorator(require_POST)
    def reading_view(self, request: HttpRequest) -> HttpResponse:
        """A piece of HTML: each difference with a button, and in its data what the script is to do."""
        sent = self._sent(request)
        found = read_again(
            paragraphs(sent["body"]),
            [FormPerson(**row) for row in sent["people"]],
            [FormStatement(**row) for row in sent["statements"]],
            known_names=set(Speaker.objects.values_list("name", flat=True)),
        )
        return TemplateResponse(request, "admin/articles/report/reading.html", {"found": found})

    def _sent(self, request: HttpRequest) -> dict[str, Any]:
        if not (self.has_change_permission(request) or self.has_add_permission(request)):
            raise PermissionDenied
        try:
            return _checked(json.loads(request.body))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadRequest("This is not what the form sends.") from error


def _checked(sent: dict[str, Any]) -> dict[str, Any]:
    """What was sent, its body sanitised as on a save, with nothing in it but text."""
    clean = Report._meta.get_field("body").clean
    return {
        "body": clean(_text(sent["body"]), None),
        "texts": [_text(text) for text in sent.get("texts", ())],
        "people": [_row(row, "name", "organisation", "titles", "row") for row in sent.get("people", ())],
        "statements": [_row(row, "speaker", "text", "row") for row in sent.get("statements", ())],
    }


def _row(row: dict[str, Any], *names: str) -> dict[str, str]:
    return {name: _text(row[name]) for name in names}


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _standing(text: str, body: str) -> dict[str, Any]:
    text = "\n".join(filter(None, (line.strip() for line in text.splitlines())))
    found = text in body
    return {"found": found, "near": "" if found else nearest(text, body), "points": len(points(text))}
