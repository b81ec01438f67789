"""HTML of the desk that Django's admin draws with a template for each small piece: fieldsets, the side bar.

It is that of the templates of the same name in django.contrib.admin. Every value is escaped by format_html().
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from django.contrib.admin.helpers import AdminField, AdminReadonlyField, Fieldline
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

Field = AdminField | AdminReadonlyField


def fieldset(drawn: Any, prefix: str, heading: int = 2) -> str:
    """A fieldset of a form, with `prefix` in the id of its heading."""
    lines = format_html_join("", "{}", ((_line(line),) for line in drawn))
    if drawn.description:
        lines = format_html('<div class="description">{}</div>{}', drawn.description, lines)
    if not drawn.name:
        return format_html('<fieldset class="module aligned {}">{}</fieldset>', drawn.classes, lines)
    key = f"{prefix}-heading"
    title = format_html('<h{0} id="{1}" class="fieldset-heading">{2}</h{0}>', heading, key, drawn.name)
    inner = "<details><summary>{}</summary>{}</details>" if drawn.is_collapsible else "{}{}"
    return format_html(
        '<fieldset class="module aligned {}" aria-labelledby="{}">{}</fieldset>',
        drawn.classes,
        key,
        format_html(inner, title, lines),
    )


def _line(line: Fieldline) -> str:
    """The fields that stand in one row."""
    fields = list(line)
    alone = len(fields) == 1
    classes = [
        "form-row",
        *(["errors"] if alone and _errors(fields[0]) else []),
        *([] if line.has_visible_field else ["hidden"]),
        *(f"field-{_name(field)}" for field in fields if _name(field)),
    ]
    drawn = format_html_join("", "<div>{}</div>", ((_field(field, alone=alone),) for field in fields))
    if alone:
        return format_html('<div class="{}">{}{}</div>', " ".join(classes), _errors(fields[0]), drawn)
    row = '<div class="{}"><div class="flex-container form-multiline">{}</div></div>'
    return format_html(row, " ".join(classes), drawn)


def _field(field: Field, *, alone: bool) -> str:
    """One field with its label and help; its errors stand above it where it shares the row."""
    errors = "" if alone else _errors(field)
    classes = [
        "flex-container",
        *([] if alone else ["fieldBox", f"field-{_name(field)}"]),
        *(["errors"] if errors else []),
        *(["hidden"] if not alone and _is_hidden(field) else []),
        *(["checkbox-row"] if field.is_checkbox else []),
    ]
    if field.is_checkbox:
        content = format_html("{}{}", field.field, field.label_tag())
    elif isinstance(field, AdminReadonlyField):
        content = format_html('{}<div class="readonly">{}</div>', field.label_tag(), field.contents())
    else:
        content = format_html("{}{}", field.label_tag(), field.field)
    return format_html('{}<div class="{}">{}</div>{}', errors, " ".join(classes), content, _help(field))


def _name(field: Field) -> str:
    return field.field["name"] if isinstance(field, AdminReadonlyField) else field.field.name


def _is_hidden(field: Field) -> bool:
    return field.field["is_hidden"] if isinstance(field, AdminReadonlyField) else field.field.is_hidden


def _errors(field: Field) -> str:
    """The errors of a field: none in a form that was not sent."""
    if isinstance(field, AdminReadonlyField) or not field.field.form.is_bound:
        return ""
    return field.errors()


def _help(field: Field) -> str:
    text = field.field["help_text"] if isinstance(field, AdminReadonlyField) else field.field.help_text
    if not text:
        return ""
    hidden = " hidden" if _is_hidden(field) else ""
    key = "" if isinstance(field, AdminReadonlyField) else field.field.id_for_label
    place = format_html(' id="{}_helptext"', key) if key else ""
    return format_html('<div class="help{}"{}><div>{}</div></div>', hidden, place, text)


def app_list(apps: list[dict[str, Any]], path: str, *, change_links: bool) -> str:
    """The models that an account may see, by group, as admin/app_list.html draws them; `path` is the page."""
    if not apps:
        return format_html("<p>{}</p>", _("You don’t have permission to view or edit anything."))
    address = quote(path)
    heads = format_html_join(
        "",
        '<th scope="col">{}</th>',
        ((text,) for text in (_("Model name"), _("Add link"), _("Change or view list link"))),
    )
    return format_html_join(
        "",
        '<div class="app-{} module{}"><table>'
        '<caption><a href="{}" class="section" title="{}">{}</a></caption>'
        '<thead class="visually-hidden"><tr>{}</tr></thead>{}</table></div>',
        (
            (
                app["app_label"],
                " current-app" if app["app_url"] in address else "",
                app["app_url"],
                _("Models in the %(name)s application") % {"name": app["name"]},
                app["name"],
                heads,
                format_html_join("", "{}", ((row,) for row in _models(app, address, change_links))),
            )
            for app in apps
        ),
    )


def _models(app: dict[str, Any], address: str, change_links: bool) -> Iterator[str]:
    """A row for each model: its list, and links to add a row or to see them."""
    texts = {"add": _("Add"), "view": _("View"), "change": _("Change")}
    for model in app["models"]:
        name, url, add = model["object_name"].lower(), model["admin_url"], model["add_url"]
        key = f"{app['app_label']}-{name}"
        here = bool(url) and url in address
        mark = format_html(' aria-current="{}"', "page") if here else ""
        link = format_html('<a href="{}"{}>{}</a>', url, mark, model["name"]) if url else model["name"]
        cells = [_cell("add", add, key, texts)]
        if change_links:
            cells.append(_cell("view" if model.get("view_only") else "change", url, key, texts))
        yield format_html(
            '<tr class="model-{}{}"><th scope="row" id="{}">{}</th>{}</tr>',
            name,
            " current-model" if here else "",
            key,
            link,
            format_html_join("", "{}", ((cell,) for cell in cells)),
        )


def _cell(act: str, url: str | None, key: str, texts: dict[str, str]) -> str:
    if not url:
        return format_html("<td>{}</td>", "")
    text = '<td><a href="{}" class="{}link" aria-describedby="{}">{}</a></td>'
    return format_html(text, url, act, key, texts[act])
