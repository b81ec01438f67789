"""Requests at the desk: the values of a form, and refusals that write nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps


def posted(response: Any, **changes: Any) -> dict[str, Any]:
    """The values of the change form in `response`, with `changes`; None takes a field out."""
    values = _values(response.context_data["adminform"].form)
    for wrapped in response.context_data["inline_admin_formsets"]:
        formset = wrapped.formset
        values |= _values(formset.management_form)
        for form in formset.initial_forms:
            values |= _values(form)
    values |= changes
    return {name: value for name, value in values.items() if value is not None}


def new_row(response: Any, prefix: str, **values: Any) -> dict[str, Any]:
    """One more row in the inline `prefix`, as its "add another" would send it."""
    formsets = (wrapped.formset for wrapped in response.context_data["inline_admin_formsets"])
    number = next(formset for formset in formsets if formset.prefix == prefix).total_form_count()
    row = {f"{prefix}-{number}-{name}": value for name, value in values.items()}
    return {f"{prefix}-TOTAL_FORMS": number + 1, **row}


def _values(form: Any) -> dict[str, Any]:
    values = {}
    for field in form:
        value = field.value()
        subwidgets = getattr(field.field.widget, "widgets", None)
        if subwidgets:
            parts = value if isinstance(value, list) else field.field.widget.decompress(value)
            values |= {f"{field.html_name}_{at}": part or "" for at, part in enumerate(parts)}
        else:
            values[field.html_name] = "" if value is None else value
    return values


@contextmanager
def nothing_written() -> Iterator[None]:
    """Fail if the block leaves another content in any table of the app."""
    before = _stored()
    yield
    assert _stored() == before


def _stored() -> dict[str, list[dict[str, Any]]]:
    models = apps.get_app_config("articles").get_models()
    return {model.__name__: list(model._base_manager.order_by("pk").values()) for model in models}
