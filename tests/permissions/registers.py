"""How what stands in no report is asked for: the pages of every model, and those of the desk itself."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.urls import reverse

from articles.editorial import workflow
from articles.models import Transition
from tests.permissions.acts import Act, Sent
from tests.permissions.world import Case, World

#: The pages that Django gives every model, each with what is asked of it: to read, add, change, delete.
READ, ADD, CHANGE, DELETE = "read", "add", "change", "delete"
KINDS = (READ, ADD, CHANGE, DELETE)
_POST = "POST"

_ENTRIES: dict[str, Sent] = {
    "section": {"name": "新栏目", "slug": "new", "kind": "", "order": "0"},
    "speaker": {"name": "新人物", "pinyin": "xin", "slug": "xin"},
    "organisation": {"name": "新机关", "slug": "new"},
    "tag": {"name": "新标签", "slug": "new"},
    "wordrule": {"wrong": "错字", "right": "对字", "legal_basis": "词典", "level": "warning"},
    "bulkact": {"act": "stop"},
    "importbatch": {"act": "cancel", "text": "新的稿件\n会议在市检察院召开。"},
}
_PARTS = ("memberships", "other_names", "short_names")


def models() -> dict[str, type[Model]]:
    """The models of the desk by their names in addresses."""
    return {f"{m._meta.app_label}_{m._meta.model_name}": m for m in admin.site._registry}


def of_model(name: str) -> dict[str, list[Act]]:
    """What is asked of a model, by kind."""
    return {
        READ: [_page(name, page) for page in ("changelist", "change", "history")],
        ADD: [_page(name, "add"), _page(name, "add", sends=True)],
        CHANGE: [_page(name, "change", sends=True)],
        DELETE: [_page(name, "delete"), _page(name, "delete", sends=True)],
    }


def _page(name: str, page: str, *, sends: bool = False) -> Act:
    model = name.partition("_")[2]

    def path(world: World, case: Case) -> str:
        args = [] if page in {"changelist", "add"} else [_row(world, case, model)]
        return reverse(f"admin:{name}_{page}", args=args)

    def values(world: World, case: Case) -> Sent:
        if page == "delete":
            return {"post": "yes"}
        return _entry(model, world) if page in {"change", "add"} else {}

    return Act(
        f"{_POST if sends else 'GET'} {name}_{page}", f"{name}_{page}", path, values if sends else None
    )


def _row(world: World, case: Case, model: str) -> Any:
    row = {"report": case.report}.get(model) or case.parts.get(model) or world.rows[model]
    return row.pk


def _entry(model: str, world: World) -> Sent:
    """What a form of this model takes, its rows of other models left alone."""
    counts = {f"{part}-{count}_FORMS": 0 for part in _PARTS for count in ("TOTAL", "INITIAL")}
    post = {
        "speaker": world.rows["other"].pk,
        "organisation": world.rows["body"].pk,
        "title": "副检察长",
    }
    return counts | (post if model == "membership" else _ENTRIES.get(model, {}))


def _at(name: str, *args: str, query: str = "") -> Any:
    """The path of an address; an argument is a row of the world, or text."""

    def path(world: World, case: Case) -> str:
        found = {key: row.pk for key, row in world.rows.items()}
        found |= {key: row.pk for key, row in case.parts.items() if isinstance(row, Model)}
        values = [found.get(arg, arg) for arg in args]
        return reverse(f"admin:{name}", args=values) + query.format(**found | {"report": case.report.pk})

    return path


def _act(name: str, *args: str, query: str = "", sends: Any = None, title: str = "") -> Act:
    return Act(title or f"{_POST if sends else 'GET'} {name}", name, _at(name, *args, query=query), sends)


def _json(world: World, case: Case) -> str:
    return json.dumps({"body": case.report.body, "texts": ["要加强协作。"], "people": [], "statements": []})


def _press(world: World, case: Case) -> Sent:
    """A button without a field."""
    return {"pressed": "yes"}


def _keep(row: str) -> Any:
    return lambda world, case: {"keep": world.rows[row].pk}


def _split(world: World, case: Case) -> Sent:
    return {"appearances": [case.decided.pk], "whom": "new", "name": "新人物"}


_MERGES = {"speaker": "other", "organisation": "body", "tag": "word"}
_MOVES = [value for value in Transition.Action.values if workflow.is_transition(value)]

#: Pages of the desk that no model has of itself, asked for beside a report that is a draft.
OWN: tuple[Act, ...] = (
    *(
        Act(
            f"ask to {action}",
            "articles_report_transition",
            lambda world, case, action=action: reverse(
                "admin:articles_report_transition", args=[case.report.pk, action]
            ),
        )
        for action in _MOVES
    ),
    *(
        _act(f"articles_{one}_merge", query=f"?one={{{one}}}&other={{{other}}}", sends=sends)
        for one, other in _MERGES.items()
        for sends in (None, _keep(one))
    ),
    _act("articles_speaker_split", "other"),
    _act("articles_speaker_split", "other", sends=_split),
    _act("articles_mergerecord_undo", "mergerecord"),
    _act("articles_mergerecord_undo", "mergerecord", sends=lambda world, case: {"post": "yes"}),
    _act("articles_appearance_identify"),
    _act("articles_tag_suggestions", query="?term=公益"),
    _act("articles_importbatch_file", "importbatch", "pending"),
    _act("articles_importbatch_file", "importbatch", "pending", sends=lambda world, case: {"encoding": ""}),
    _act("articles_importbatch_failures", "importbatch", sends=_press),
    _act("articles_auditentry_export", sends=_press),
    _act("articles_report_statements", sends=_json),
    _act("articles_report_reread", sends=_json),
    _act("autocomplete", query="?app_label=articles&model_name=membership&field_name=evidence&term="),
    _act("index"),
    _act("app_list", "articles"),
    _act("jsi18n"),
    _act("password_change"),
    _act("password_change_done"),
    _act("auth_user_password_change", "user"),
)
