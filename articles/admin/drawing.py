"""HTML of the desk that Django's admin draws with a template for each small piece: fieldsets, the side bar.

It is that of the templates of the same name in django.contrib.admin.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from django.contrib.admin.helpers import AdminField, AdminReadonlyField, Fieldline
from django.utils.translation import gettext as _

from newsroom.html import escaped, joined

Field = AdminField | AdminReadonlyField


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
    label = escaped(field.label_tag())
    if isinstance(field, AdminReadonlyField):
        content = f'{label}<div class="readonly">{escaped(field.contents())}</div>'
    else:
        widget = escaped(field.field)
        content = f"{widget}{label}" if field.is_checkbox else f"{label}{widget}"
    return f'{errors}<div class="{escaped(classes)}">{content}</div>{_help(field)}'


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
