"""The commonest form widgets, labels and error lists, written without a template.

A form of the desk has hundreds of them, and Django's templates for one take longer than its query. The HTML
is that of the templates; whatever has no function here is drawn by its template.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest

from newsroom.html import attributes, escaped

Context = dict[str, Any]
OPTION = "django/forms/widgets/select_option.html"


class Renderer(DjangoTemplates):
    """Django's renderer, quicker where a function knows the template."""

    def render(self, template_name: str, context: Context, request: HttpRequest | None = None) -> str:
        drawn = DRAWN[template_name](context) if template_name in DRAWN else None
        return super().render(template_name, context, request) if drawn is None else drawn


def _input(context: Context) -> str:
    widget = context["widget"]
    kind, name, value = widget["type"], escaped(widget["name"]), widget["value"]
    shown = "" if value is None else f' value="{escaped(value)}"'
    return f'<input type="{kind}" name="{name}"{shown}{attributes(widget["attrs"])}>'


def _textarea(context: Context) -> str:
    widget = context["widget"]
    text = escaped(widget["value"]) if widget["value"] else ""
    name = escaped(widget["name"])
    return f'<textarea name="{name}"{attributes(widget["attrs"])}>\n{text}</textarea>'


def _select(context: Context) -> str | None:
    """A list of choices; None where an option has a template of its own."""
    widget = context["widget"]
    lines = [f'<select name="{escaped(widget["name"])}"{attributes(widget["attrs"])}>']
    for group, options, _index in widget["optgroups"]:
        if any(option["template_name"] != OPTION for option in options):
            return None
        if group:
            lines.append(f'<optgroup label="{escaped(group)}">')
        lines += map(_option, options)
        if group:
            lines.append("</optgroup>")
    return "\n".join([*lines, "</select>"])


def _option(option: Context) -> str:
    value, label = escaped(option["value"]), escaped(option["label"])
    return f'<option value="{value}"{attributes(option["attrs"])}>{label}</option>'


def _label(context: Context) -> str:
    text = escaped(context["label"])
    return (
        f"<{context['tag']}{attributes(context['attrs'])}>{text}</{context['tag']}>"
        if context["use_tag"]
        else text
    )


def _hidden(context: Context) -> str | None:
    """A form of hidden fields, as the numbers of a formset are; None for one that is seen."""
    if context["fields"] or context["errors"]:
        return None
    return "".join(str(field) for field in context["hidden_fields"])


def _errors(context: Context) -> str:
    errors = context["errors"]
    if not errors:
        return ""
    place = f' id="{escaped(errors.field_id)}_error"' if errors.field_id else ""
    items = "".join(f"<li>{escaped(error)}</li>" for error in errors)
    return f'<ul class="{escaped(context["error_class"])}"{place}>{items}</ul>'


_INPUTS = ("checkbox", "date", "datetime", "email", "file", "hidden", "input", "number", "password", "text")
DRAWN: dict[str, Callable[[Context], str | None]] = {
    **{f"django/forms/widgets/{name}.html": _input for name in (*_INPUTS, "time", "url")},
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
    OPTION: lambda context: _option(context["widget"]),
    "django/forms/label.html": _label,
    "django/forms/div.html": _hidden,
    "django/forms/errors/list/default.html": _errors,
    "django/forms/errors/list/ul.html": _errors,
}
