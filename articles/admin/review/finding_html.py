"""HTML of the findings in the panel: a report may have hundreds, and a template takes longer for each."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.admin.review.finding_panel import Entry, Group
from articles.editorial.checks import Level
from newsroom.html import escaped, joined


def entries(group: Group, page: str, *, may_fix: bool, may_dismiss: bool) -> str:
    """The findings of a group; `page` is the address of the form, empty where the panel stands in it."""
    fix, take_out, let_stand = map(escaped, (_("Correct"), _("Take out"), _("Let it stand")))

    def acts(entry: Entry) -> Iterator[str]:
        finding = entry.finding
        if may_fix and finding.fix is not None:
            yield _button("fix", finding.key, fix if finding.fix else take_out)
        if may_dismiss and finding.level != Level.ERROR:
            yield _button("dismiss", finding.key, let_stand, ' class="link"')

    return joined(
        f'<li><p class="finding-words">{_place(entry, page)}{_words(entry)}</p>'
        f'<div class="finding-acts"><p>{_advice(entry, group)}</p>{"".join(acts(entry))}</div></li>'
        for entry in group.entries
    )


def _place(entry: Entry, page: str) -> str:
    """A link to where it stands; a script finds the words there, and puts the fix in their place."""
    finding = entry.finding
    fix = "" if finding.fix is None else f' data-fix="{escaped(finding.fix)}"'
    return (
        f'<a href="{escaped(page)}#{entry.anchor}" data-place="{escaped(finding.place)}"'
        f' data-start="{finding.start}" data-words="{escaped(finding.words)}"{fix}>{escaped(entry.where)}</a>'
    )


def _words(entry: Entry) -> str:
    if not entry.words:
        return ""
    before, words, after = map(escaped, (entry.before, entry.words, entry.after))
    return f' <q lang="zh-Hans">{before}<mark>{words}</mark>{after}</q>'


def _advice(entry: Entry, group: Group) -> str:
    advice = escaped(entry.finding.advice)
    if group.legal_basis:
        return advice
    return f'{advice} <span class="finding-basis">{escaped(entry.finding.legal_basis)}</span>'


def _button(name: str, key: str, text: str, more: str = "") -> str:
    return f' <button form="findings-form" name="{name}" value="{key}"{more}>{text}</button>'
