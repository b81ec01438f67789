"""The addresses of the form's script for statements: how they stand in the body, and what the reader finds.

Both answer for what was sent, saved or not, and change nothing.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from articles.admin.base import Pages, column
from articles.admin.report.sent_json import NotAsSent, read_json, text
from articles.editorial.checks.lost_words import nearest
from articles.editorial.reread import FormPerson, FormStatement, read_again
from articles.models import Report, Speaker
from articles.models.body import paragraphs, plain_text
from articles.reading.speech.points import points


class RereadPages(Pages):
    """Two addresses for the script of the form. JSON comes in: the body as HTML, and the form's rows."""

    def urls(self):
        return [
            self.url("statements/", self.statements_view, "statements"),
            self.url("reread/", self.reread_view, "reread"),
        ]

    @method_decorator(require_POST)
    def statements_view(self, request: HttpRequest) -> JsonResponse:
        """For each text: whether it stands in the body, else what is nearest; and how many points it has."""
        self._check_permission(request)
        try:
            sent = read_json(request, _read)
        except NotAsSent as error:
            return error.response()
        body = plain_text(sent["body"])
        return JsonResponse({"statements": [_standing(words, body) for words in sent["texts"]]})

    @method_decorator(require_POST)
    def reread_view(self, request: HttpRequest) -> HttpResponse:
        """A piece of HTML: each difference with a button, whose data tell the script what to do."""
        self._check_permission(request)
        try:
            sent = read_json(request, _read)
        except NotAsSent as error:
            return error.response()
        differences = read_again(
            paragraphs(sent["body"]),
            [FormPerson(**row) for row in sent["people"]],
            [FormStatement(**row) for row in sent["statements"]],
            known_names=set(Speaker.objects.values_list("name", flat=True)),
        )
        return TemplateResponse(request, "admin/articles/report/reread.html", {"found": differences})

    def _check_permission(self, request: HttpRequest) -> None:
        if not (self.admin.has_change_permission(request) or self.admin.has_add_permission(request)):
            raise PermissionDenied


def _read(sent: dict[str, Any]) -> dict[str, Any]:
    """The values, all of them text; the body sanitised as on a save."""
    clean = column(Report, "body").clean
    return {
        "body": clean(text(sent["body"]), None),
        "texts": [text(each) for each in sent.get("texts", ())],
        "people": [_row(row, "name", "organisation", "titles", "row") for row in sent.get("people", ())],
        "statements": [_row(row, "speaker", "text", "row") for row in sent.get("statements", ())],
    }


def _row(row: dict[str, Any], *names: str) -> dict[str, str]:
    return {name: text(row[name]) for name in names}


def _standing(words: str, body: str) -> dict[str, Any]:
    words = "\n".join(filter(None, (line.strip() for line in words.splitlines())))
    is_found = words in body
    return {"found": is_found, "near": "" if is_found else nearest(words, body), "points": len(points(words))}
