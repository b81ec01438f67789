"""HTML of the desk that Django's admin draws with a template for each small piece: fieldsets, the side bar.

It is that of the templates of the same name in django.contrib.admin.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import quote

from django.contrib.admin.helpers import (
    AdminField,
    AdminReadonlyField,
    Fieldline,
    InlineAdminForm,
    InlineAdminFormSet,
)
from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, Model, TextField, URLField
from django.template.defaultfilters import linebreaksbr
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from newsroom.html import escaped, joined

Field = AdminField | AdminReadonlyField

MAX_KEPT = 200
#: What app_list() has drawn of a list, with that list, which the admin site keeps too.
_kept: dict[tuple[int, tuple[str, ...], bool], tuple[list[dict[str, Any]], str]] = {}


def fieldset(drawn: Any, prefix: str, heading: int = 2) -> str:
    """A fieldset of a form, with `prefix` in the id of its heading."""
    lines = "".join(map(_line, drawn))
    if drawn.description:
        lines = f'<div class="description">{escaped(drawn.description)}</div>{lines}'
    classes, key = escaped(f"module aligned {drawn.classes}"), escaped(f"{prefix}-heading")
    if not drawn.name:
        return joined([f'<fieldset class="{classes}">{lines}</fieldset>'])
    title = f'<h{heading} id="{key}" class="fieldset-heading">{escaped(drawn.name)}</h{heading}>'
    inner = (
        f"<details><summary>{title}</summary>{lines}</details>" if drawn.is_collapsible else f"{title}{lines}"
    )
    return joined([f'<fieldset class="{classes}" aria-labelledby="{key}">{inner}</fieldset>'])


def inline_rows(inline: InlineAdminFormSet) -> str:
    """The rows of an inline; the last is empty, for the script, where rows may be added."""
    rows = list(inline)
    last = len(rows) - 1 if inline.has_add_permission else -1
    return joined(
        _inline_row(inline, row, number, is_empty=number == last) for number, row in enumerate(rows)
    )


def _inline_row(inline: InlineAdminFormSet, row: InlineAdminForm, number: int, *, is_empty: bool) -> str:
    form, original = row.form, row.original
    prefix = escaped(inline.formset.prefix)
    classes = (" has_original" if original else "") + (" empty-form last-related" if is_empty else "")
    heading = [
        f"<b>{escaped(capfirst(str(inline.opts.verbose_name)))}:</b> "
        f'<span class="inline_label">{escaped(original) if original else f"#{number + 1}"}</span>'
    ]
    if row.show_url:
        heading.append(f' <a href="{escaped(row.absolute_url)}">{escaped(_("View on site"))}</a>')
    if inline.formset.can_delete and inline.has_delete_permission and original:
        deletes = row.deletion_field()
        heading.append(
            f' <span class="delete">{escaped(deletes.field)} {escaped(deletes.label_tag())}</span>'
        )
    fieldsets = (fieldset(each, f"{prefix}-{number}-{at}", 4) for at, each in enumerate(row))
    keys = [form[inline.formset._pk_field.name]] if row.needs_explicit_pk_field() else []
    keys += [form[fk.name]] if (fk := getattr(inline.formset, "fk", None)) else []
    errors = escaped(form.non_field_errors()) if form.is_bound else ""
    return (
        f'<div class="inline-related{classes}" id="{prefix}-{"empty" if is_empty else number}">'
        f"<h3>{''.join(heading)}</h3>{errors}"
        f"{''.join(fieldsets)}{''.join(map(escaped, keys))}</div>"
    )


def _line(line: Fieldline) -> str:
    """The fields that stand in one row."""
    fields = list(line)
    alone = len(fields) == 1
    errors = _errors(fields[0]) if alone else ""
    classes = "".join(
        [
            "form-row",
            " errors" if errors else "",
            "" if line.has_visible_field else " hidden",
            *(f" field-{_name(field)}" for field in fields if _name(field)),
        ]
    )
    drawn = "".join(f"<div>{_field(field, alone=alone)}</div>" for field in fields)
    row = f"{errors}{drawn}" if alone else f'<div class="flex-container form-multiline">{drawn}</div>'
    return f'<div class="{escaped(classes)}">{row}</div>'


def _field(field: Field, *, alone: bool) -> str:
    """One field with its label and help; its errors stand above it where it shares the row."""
    errors = "" if alone else _errors(field)
    classes = "".join(
        [
            "flex-container",
            "" if alone else f" fieldBox field-{_name(field)}",
            " errors" if errors else "",
            " hidden" if not alone and _is_hidden(field) else "",
            " checkbox-row" if field.is_checkbox else "",
        ]
    )
    if isinstance(field, AdminReadonlyField):
        content = f'{_label(field)}<div class="readonly">{_contents(field)}</div>'
    else:
        label, widget = escaped(field.label_tag()), escaped(field.field)
        content = f"{widget}{label}" if field.is_checkbox else f"{label}{widget}"
    return f'{errors}<div class="{escaped(classes)}">{content}</div>{_help(field)}'


def _label(field: AdminReadonlyField) -> str:
    css = "" if field.is_first else ' class="inline"'
    text = escaped(capfirst(str(field.field["label"])))
    return f"<label{css}>{text}{escaped(field.form.label_suffix)}</label>"


def _contents(field: AdminReadonlyField) -> str:
    """The value of a field that can't be changed; that of a column of text needs no look at its kind."""
    name, row = field.field["field"], field.form.instance
    model: Any = type(row)
    if not (isinstance(name, str) and _is_text(model, name)):
        return escaped(field.contents())
    text: str = linebreaksbr(getattr(row, name) or field.empty_value_display)
    return text


@cache
def _is_text(model: type[Model], name: str) -> bool:
    """Whether this is a column of text without choices or links."""
    try:
        column = model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return (
        isinstance(column, CharField | TextField)
        and not isinstance(column, URLField)
        and not column.flatchoices
    )


def _name(field: Field) -> str:
    return field.field["name"] if isinstance(field, AdminReadonlyField) else field.field.name


def _is_hidden(field: Field) -> bool:
    return field.field["is_hidden"] if isinstance(field, AdminReadonlyField) else field.field.is_hidden


def _errors(field: Field) -> str:
    """The errors of a field: none in a form that was not sent."""
    if isinstance(field, AdminReadonlyField) or not field.field.form.is_bound:
        return ""
    return escaped(field.errors())


def _help(field: Field) -> str:
    text: object
    if isinstance(field, AdminReadonlyField):
        text, key = field.field["help_text"], ""
    else:
        text, key = field.field.help_text, field.field.id_for_label
    if not text:
        return ""
    hidden = " hidden" if _is_hidden(field) else ""
    place = f' id="{escaped(key)}_helptext"' if key else ""
    return f'<div class="help{hidden}"{place}><div>{escaped(text)}</div></div>'


def app_list(apps: list[dict[str, Any]], path: str, *, change_links: bool) -> str:
    """The models that an account may see, by group; `path` is that of the page."""
    if not apps:
        return joined(["<p>", escaped(_("You don’t have permission to view or edit anything.")), "</p>"])
    here = tuple(url for app in apps for url in _addresses(app) if url in quote(path))
    key = (id(apps), here, change_links)
    kept, html = _kept.get(key, (None, ""))
    if kept is not apps:
        if len(_kept) >= MAX_KEPT:
            _kept.clear()
        html = _draw_apps(apps, path, change_links=change_links)
        _kept[key] = (apps, html)
    return html


def _addresses(app: dict[str, Any]) -> Iterator[str]:
    yield app["app_url"]
    yield from (url for model in app["models"] if (url := model["admin_url"]))


def _draw_apps(apps: list[dict[str, Any]], path: str, *, change_links: bool) -> str:
    texts = {name: escaped(_(text)) for name, text in TEXTS.items()}
    heads = "".join(f'<th scope="col">{texts[name]}</th>' for name in ("model", "adding", "changing"))
    return joined(_app(app, quote(path), heads, texts, change_links) for app in apps)


TEXTS = {
    "model": "Model name",
    "adding": "Add link",
    "changing": "Change or view list link",
    "add": "Add",
    "view": "View",
    "change": "Change",
    "title": "Models in the %(name)s application",
}


def _app(app: dict[str, Any], path: str, heads: str, texts: dict[str, str], change_links: bool) -> str:
    url, name = escaped(app["app_url"]), escaped(app["name"])
    here = " current-app" if app["app_url"] in path else ""
    title = texts["title"] % {"name": name}
    models = "".join(_models(app, path, texts, change_links))
    return (
        f'<div class="app-{escaped(app["app_label"])} module{here}"><table>'
        f'<caption><a href="{url}" class="section" title="{title}">{name}</a></caption>'
        f'<thead class="visually-hidden"><tr>{heads}</tr></thead>{models}</table></div>'
    )


def _models(app: dict[str, Any], path: str, texts: dict[str, str], change_links: bool) -> Iterator[str]:
    """A row for each model: its list, and links to add a row or to see them."""
    for model in app["models"]:
        kind, url = model["object_name"].lower(), model["admin_url"]
        key, name = escaped(f"{app['app_label']}-{kind}"), escaped(model["name"])
        here = bool(url) and url in path
        mark = ' aria-current="page"' if here else ""
        link = f'<a href="{escaped(url)}"{mark}>{name}</a>' if url else name
        cells = _cell("add", model["add_url"], key, texts)
        if change_links:
            cells += _cell("view" if model.get("view_only") else "change", url, key, texts)
        current = " current-model" if here else ""
        yield f'<tr class="model-{kind}{current}"><th scope="row" id="{key}">{link}</th>{cells}</tr>'


def _cell(act: str, url: str | None, key: str, texts: dict[str, str]) -> str:
    if not url:
        return "<td></td>"
    return f'<td><a href="{escaped(url)}" class="{act}link" aria-describedby="{key}">{texts[act]}</a></td>'
