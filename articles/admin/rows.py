"""The rows of a list, drawn with what the cells of a column have in common worked out once.

Django looks up field, method, class and address again for each cell. The HTML is the same.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.templatetags.admin_list import (
    ResultList,
    result_headers,
    result_hidden_fields,
    results,
)
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.utils import display_for_field, display_for_value, quote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from newsroom.html import escaped, joined

CHECKBOX = "action_checkbox"
PLACE = "__pk__"  # of the key, in the address that all rows share
DATES = (models.DateField, models.TimeField, models.ForeignKey)

Cell = Callable[[Any], str]


@dataclass(frozen=True)
class Column:
    """How the values of a column are read and shown."""

    name: str
    field: models.Field | None
    read: Callable[[Any], Any]
    boolean: bool
    empty: str

    def shown(self, value: Any, *, avoid_link: bool) -> Any:
        if isinstance(self.field, models.ForeignKey):
            return self.empty if value is None else value
        if self.field is not None:
            return display_for_field(value, self.field, self.empty, avoid_link=avoid_link)
        if isinstance(value, str) and not self.boolean:
            return value if value.strip() else self.empty
        return display_for_value(value, self.empty, self.boolean)

    def css(self, value: Any) -> str:
        is_date = isinstance(self.field, DATES) or isinstance(value, datetime.date | datetime.time)
        return f"field-{self.name} nowrap" if is_date else f"field-{self.name}"


def result_table(cl: ChangeList) -> dict[str, Any]:
    """The context of the table: headers, and the rows as HTML."""
    headers = list(result_headers(cl))
    return {
        "cl": cl,
        "result_hidden_fields": list(result_hidden_fields(cl)),
        "result_headers": headers,
        "num_sorted_fields": sum(bool(header.get("sorted")) for header in headers),
        "rows": joined(_rows(cl)),
    }


def _rows(cl: ChangeList) -> Iterator[str]:
    if cl.formset:  # a list that is edited in place: Django knows how
        yield from map(_edited, results(cl))
        return
    cells = list(_cells(cl))
    for row in cl.result_list:
        yield f"<tr>{''.join([draw(row) for draw in cells])}</tr>"


def _edited(cells: ResultList) -> str:
    errors = cells.form.non_field_errors() if cells.form else None
    above = f'<tr><td colspan="{len(cells)}">{escaped(errors)}</td></tr>' if errors else ""
    return f"{above}<tr>{''.join(map(escaped, cells))}</tr>"


def _cells(cl: ChangeList) -> Iterator[Cell]:
    """For each column what draws its cell of a row; the first one that links is the row's heading."""
    heads, links = True, cl.list_display_links
    for name in map(str, cl.list_display):  # a list of the desk names no function
        if name == CHECKBOX:
            yield _checkbox()
            continue
        column = _column(cl, name)
        if links is not None and (name in links or (heads and not links)):
            yield _link(cl, column, "th" if heads else "td")
            heads = False
        else:
            yield _plain(column)


def _column(cl: ChangeList, name: str) -> Column:
    """A field of the model, else a method of the admin, else one of the model."""
    admin, field = cl.model_admin, _field(cl.model, name)
    method = None if field or name == "__str__" else getattr(admin, name, None)
    attr = method or (None if field else getattr(cl.model, name, None))
    empty = getattr(attr, "empty_value_display", admin.get_empty_value_display())
    read = method or (lambda row: _called(getattr(row, name)))
    return Column(name, field, read, getattr(attr, "boolean", False), empty)


def _field(model: type[models.Model], name: str) -> models.Field | None:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, models.Field) and not field.auto_created else None


def _called(value: Any) -> Any:
    return value() if callable(value) else value


def _checkbox() -> Cell:
    html = f'<td class="action-checkbox"><input type="checkbox" name="{ACTION_CHECKBOX_NAME}" value="'
    label = escaped(_("Select this object for an action - {}"))

    def draw(row: Any) -> str:
        text = label.format(escaped(row))
        return f'{html}{escaped(row.pk)}" class="action-select" aria-label="{text}"></td>'

    return draw


def _plain(column: Column) -> Cell:
    def draw(row: Any) -> str:
        value = column.read(row)
        return f'<td class="{column.css(value)}">{escaped(column.shown(value, avoid_link=False))}</td>'

    return draw


def _link(cl: ChangeList, column: Column, tag: str) -> Cell:
    """A cell that leads to the row's form; in a window that picks a row it hands over the key."""
    opts = cl.opts
    url = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[PLACE])
    url = escaped(add_preserved_filters({"preserved_filters": cl.preserved_filters, "opts": opts}, url))
    key = str(cl.to_field) if cl.to_field else cl.pk_attname

    def draw(row: Any) -> str:
        value = column.read(row)
        address = url.replace(PLACE, escaped(quote(row.pk)))
        picks = f' data-popup-opener="{escaped(row.serializable_value(key))}"' if cl.is_popup else ""
        text = escaped(column.shown(value, avoid_link=True))
        return f'<{tag} class="{column.css(value)}"><a href="{address}"{picks}>{text}</a></{tag}>'

    return draw
