"""Put the permanent records into words: a code with its values becomes a sentence in the reader's language.

Audit entries, revisions and transitions store a code with values that JSON holds, never a sentence. A code
stays for ever; its sentence may be improved.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final, Protocol

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles.editorial.checks.kinds import name_of_kind
from articles.models import BulkAct, Transition

Values = Mapping[str, Any]
SEPARATOR: Final = "、"


def _time(value: str) -> str:
    return f"{timezone.localtime(datetime.fromisoformat(value)):%Y-%m-%d %H:%M}"


def _transition(values: Values) -> str:
    action = str(Transition.Action(values["action"]).label)
    note = sentence(values.get("code", ""), values.get("values", {}))
    return " · ".join(filter(None, (action, note)))


def _fixed(values: Values) -> str:
    names = SEPARATOR.join(name_of_kind(code) for code in values["kinds"])
    return _("Fixed: %(names)s (%(number)d)") % {"names": names, "number": values["number"]}


def _change_message(values: Values) -> str:
    """Django's message of what a form changed, and the groups of an account."""
    text = LogEntry(change_message=json.dumps(values["changes"])).get_change_message()
    return f"{text}（{SEPARATOR.join(values['groups'])}）" if values.get("groups") else text


def _parts(values: Values) -> str:
    """Parts of a report by the name of their model: 署名：记者：刘璐."""
    model = apps.get_model("articles", values["model"])
    return f"{model._meta.verbose_name_plural}：{SEPARATOR.join(values['parts'])}"


def _counted(values: Values) -> str:
    """Numbers by what was counted: new 3、failed 1."""
    return SEPARATOR.join(f"{_(name)} {number}" for name, number in values.items())


def _bulk(values: Values) -> str:
    """The action and the number of reports."""
    return f"{BulkAct.Action(values['action']).label} · {values['number']}"


def _import_finished(values: Values) -> str:
    return _("Import finished: %s") % _counted(values) if values else _("Import finished: nothing came")


#: Code → the sentence, with the places of its values; or a function that makes it of the values.
MESSAGES: Final[dict[str, str | Callable[[Values], str]]] = {
    "as_found": gettext_noop("As it came"),
    "register_changed": gettext_noop("Changed by work on the registers"),
    # editorial: revisions
    "copy_published": gettext_noop("The working copy was published."),
    "fixed": _fixed,
    "revision_named": gettext_noop("Revision %(number)d named: %(name)s"),
    "revision_restored": gettext_noop("Revision %(number)d restored"),
    # editorial: transitions
    "erased": gettext_noop("%(number)s · %(version)s"),
    "goes_live_at": lambda values: _("To go live at %s") % _time(values["at"]),
    "published_on_schedule": lambda values: _("Its time had come: %s") % _time(values["at"]),
    "transition": _transition,
    "words_not_signed": gettext_noop("The words are not those that were signed."),
    # editorial: findings
    "finding_dismissed": lambda values: _("Let stand: %s") % SEPARATOR.join(values["words"]),
    "finding_shown_again": lambda values: _("Shown again: %s") % values["words"],
    "release_revoked": lambda values: _("The release was taken back: %s") % values["words"],
    # register
    "identified": lambda values: _("Identified: %s") % values["name"],
    "merged": gettext_noop("Merged: %(record)s"),
    "not_a_person": lambda values: _("Not a person: %s") % values["name"],
    "split": gettext_noop("Given to %(speaker)s: %(number)d"),
    "split_from": lambda values: _("Split: %s") % values["name"],
    "undone": lambda values: _("Taken back: %s") % values["record"],
    # The desk's forms and lists.
    "form": _change_message,
    "part_changed": _parts,
    "parts_deleted": _parts,
    "changes_merged": gettext_noop("Brought together"),
    "tags_added": gettext_noop("Add tags: %(tags)s"),
    "tags_removed": gettext_noop("Remove tags: %(tags)s"),
    "section_set": gettext_noop("Move to a section: %(section)s"),
    "occasion_set": gettext_noop("Set the occasion: %(occasion)s"),
    "bulk_started": lambda values: _("Bulk act asked for: %s") % _bulk(values),
    "bulk_stopped": lambda values: _("Bulk act stopped after: %s") % _bulk(values),
    # editorial: retention
    "tidied": lambda values: _("Tidied: %s") % _counted(values),
    "audit_log_exported": gettext_noop("The audit log was downloaded"),
    # commands
    "demo_account_made": gettext_noop("Account of the demo made: %(role)s"),
    "search_rebuilt": gettext_noop("Search index rebuilt: %(number)s reports"),
    "lists_mended": gettext_noop("Kept figures mended: %(number)s"),
    # intake
    "import_started": gettext_noop("Import started"),
    "import_finished": _import_finished,
    "import_cut_short": gettext_noop("The import was cut short: its process ended"),
    "import_undone": gettext_noop("Import undone: %(removed)s reports removed, %(kept)s kept"),
    "files_received": gettext_noop("Brought in: %(number)s files"),
    "files_chosen": gettext_noop("%(number)s files chosen to be stored"),
    "files_left_out": gettext_noop("%(number)s files left out"),
    "files_resumed": gettext_noop("%(number)s files taken up again"),
    "file_read_again": gettext_noop("Read again: %(file)s %(encoding)s"),
    "source_attached": gettext_noop("Attached as another source of: %(report)s"),
    "kept_apart": gettext_noop("Kept apart from: %(report)s"),
    "proposal_accepted": gettext_noop("A change was accepted from %(file)s"),
    "proposal_set_aside": gettext_noop("The rest was set aside"),
    "raw_file_exported": gettext_noop("The file was downloaded"),
    "failures_exported": gettext_noop("The list of failures was downloaded"),
    "punctuation_restored": gettext_noop("Punctuation restored: %(number)s"),
    "punctuation_undone": gettext_noop("Punctuation taken back: %(number)s"),
}


class Recorded(Protocol):
    """A row of a permanent record."""

    code: str
    values: dict[str, Any]


def in_words(row: Recorded) -> str:
    """The sentence of a row in the active language; "" where it says nothing."""
    return sentence(row.code, row.values)


def remark(line: Transition) -> str:
    """All that a line of the editorial record says: the machine's note, and the reason that was given."""
    return "；".join(filter(None, (in_words(line), line.reason)))


def sentence(code: str, values: Values) -> str:
    """The sentence of a code with its values; of a code that this version does not know, the code."""
    message = MESSAGES.get(code, code)
    if callable(message):
        return message(values)
    if not message:
        return ""
    return _(message) % {name: _joined(value) for name, value in values.items()}


def _joined(value: Any) -> Any:
    return SEPARATOR.join(map(str, value)) if isinstance(value, list) else value
