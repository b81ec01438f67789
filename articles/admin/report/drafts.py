"""What an autosave draft holds: the fields of a form as they were sent, and their texts to be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.http import QueryDict

from articles.admin.base import column
from articles.models import Appearance, Autosave, Credit, Photo, Report, Statement
from articles.models.body import plain_text

#: The parts of a report by the prefix of their rows in the form.
PARTS: dict[str, type[Model]] = {
    "appearances": Appearance,
    "statements": Statement,
    "credits": Credit,
    "photos": Photo,
}
ROW = re.compile(r"(?P<part>[a-z]+)-(?P<row>\d+)-(?P<name>\w+)", re.ASCII)
#: Fields of text: choices and numbers are sent as keys, which say nothing to a reader.
TEXTS = {
    *("title", "body", "summary", "event_start", "event_end", "occasion", "source", "source_url", "tags"),
    *("responsible_editor", "original_title", "original_author"),
    *("name", "titles", "printed_organisation", "text", "role", "caption", "alt"),
}


def query_of(draft: Autosave) -> QueryDict:
    """The fields of a draft as a form is sent them."""
    query = QueryDict(mutable=True)
    for name, value in draft.data:
        query.appendlist(name, value)
    query["typing_key"] = draft.key
    return query


def texts_of(draft: Autosave) -> list[tuple[str, str]]:
    """Label and text of each field that holds any, those of a row one after the other."""
    return [(label, text) for label, text in _labelled(draft) if text.strip()]


def _labelled(draft: Autosave) -> Iterator[tuple[str, str]]:
    for name, value in draft.data:
        row = ROW.fullmatch(name)
        model, field = (PARTS.get(row["part"]), row["name"]) if row else (Report, name)
        if model and field in TEXTS:
            text = plain_text(value) if (model, field) == (Report, "body") else value
            yield _label(model, field, row and int(row["row"]) + 1), text


def _label(model: type[Model], field: str, number: int | None) -> str:
    try:
        label = str(column(model, field).verbose_name)
    except FieldDoesNotExist:
        label = field
    return f"{model._meta.verbose_name} {number} · {label}" if number else label
