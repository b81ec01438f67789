"""HTML of the statements in the form of a report: a template takes longer for each than its query."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from django.contrib.admin.helpers import InlineAdminForm, InlineAdminFormSet
from django.template.defaultfilters import linebreaksbr
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles.admin.parts.statement_forms import StatementForm
from newsroom.html import escaped, joined

TEXTS = {
    "title": gettext_noop("Points"),
    "points": gettext_noop("points"),
    "lost": gettext_noop("These words are not in the body any more."),
    "near": gettext_noop("The body now says:"),
    "take": gettext_noop("Take this text"),
    "show": gettext_noop("Show in the body"),
}


def statements(inline: InlineAdminFormSet) -> str:
    """The rows of the inline; the last is empty, for the script, where statements may be added."""
    texts = {name: escaped(_(text)) for name, text in TEXTS.items()}
    rows = list(inline)
    last = len(rows) - 1 if inline.has_add_permission else -1
    return joined(
        _row(inline, row, "empty" if number == last else str(number), texts)
        for number, row in enumerate(rows)
    )


def _row(inline: InlineAdminFormSet, row: InlineAdminForm, key: str, texts: dict[str, str]) -> str:
    form, prefix = cast("StatementForm", row.form), escaped(inline.formset.prefix)
    is_lost = form.is_lost
    classes = "".join(
        [
            " has_original" if row.original else "",
            " is-lost" if is_lost else "",
            " empty-form last-related" if key == "empty" else "",
        ]
    )
    errors = escaped(form.non_field_errors()) if form.is_bound else ""
    return (
        f'<div class="inline-related statement{classes}" id="{prefix}-{key}">'
        f'<div class="statement-head">{"".join(_head(inline, row, form, texts))}</div>'
        f"{errors}{_errors(form, 'appearance')}"
        f"{_words(inline, row, form)}{_errors(form, 'text')}{_lost(form, texts, is_lost=is_lost)}"
        f'<p class="statement-acts" hidden>'
        f'<button type="button" class="link" data-show>{texts["show"]}</button></p>'
        f"{escaped(form[inline.formset._pk_field.name])}</div>"
    )


def _head(
    inline: InlineAdminFormSet, row: InlineAdminForm, form: StatementForm, texts: dict[str, str]
) -> Iterator[str]:
    """Who said it, the number of its points, and the box that deletes it."""
    original: Any = row.original
    if original and not inline.has_change_permission:
        yield f"<b>{escaped(original.appearance)}</b>"
    else:
        yield escaped(form["appearance"].as_widget())
    number = form.number_of_points
    hidden = " hidden" if number < 2 else ""
    yield f' <span class="points" title="{texts["title"]}"{hidden}><b>{number}</b> {texts["points"]}</span>'
    if inline.formset.can_delete and original and inline.has_delete_permission:
        box = form["DELETE"]
        yield f' <span class="delete">{escaped(box)} {escaped(box.label_tag())}</span>'


def _words(inline: InlineAdminFormSet, row: InlineAdminForm, form: StatementForm) -> str:
    original: Any = row.original
    if original and not inline.has_change_permission:
        return f'<p class="statement-words">{linebreaksbr(original.text)}</p>'
    return escaped(form["text"])


def _lost(form: StatementForm, texts: dict[str, str], *, is_lost: bool) -> str:
    """What is said of words that stand no more in the body: a script shows it while somebody types."""
    nearest = form.nearest if is_lost else ""
    return (
        f'<div class="lost"{"" if is_lost else " hidden"}><p>{texts["lost"]}</p>'
        f"<p data-near{'' if nearest else ' hidden'}>{texts['near']} <q>{escaped(nearest)}</q>"
        f' <button type="button" class="link" data-take-near hidden>{texts["take"]}</button></p></div>'
    )


def _errors(form: StatementForm, name: str) -> str:
    return escaped(form[name].errors) if form.is_bound else ""
