"""The request of each act on a report: method, URL and values.

The report has every related row that an act needs: only the account and the state can refuse it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.urls import reverse

from articles.admin.report.seen import token_of
from articles.editorial import workflow
from articles.models import SignOff, Transition
from tests.permissions.world import Case, World

GET, POST = "GET", "POST"
Sent = dict[str, Any]
TICKS = dict.fromkeys((*SignOff.TICKS, *SignOff.GATES), "on")
#: Values for the forms of all transitions; each form reads its own fields.
DETAILS = TICKS | {"reason": "按要求", "public": "no"}


@dataclass(frozen=True)
class Act:
    """A request: a POST of what `sends` returns; without `sends` a GET."""

    name: str
    address: str
    path: Callable[[World, Case], str]
    sends: Callable[[World, Case], Sent | str] | None = None

    @property
    def method(self) -> str:
        return POST if self.sends else GET


def _seen(world: World, case: Case) -> Sent:
    """The values of a transition form, with the version that was read."""
    return DETAILS | {"seen": case.report.version}


def _own(page: str, *args: str, query: str = "") -> tuple[str, Callable[[World, Case], str]]:
    """A URL of the report itself."""
    name = f"articles_report_{page}"
    return name, lambda world, case: reverse(f"admin:{name}", args=[case.report.pk, *args]) + query


def _related(model: str, page: str, *, row: str = "") -> tuple[str, Callable[[World, Case], str]]:
    """A URL of a related row."""
    name = f"articles_{model}_{page}"
    return name, lambda world, case: reverse(f"admin:{name}", args=[case.parts[row or model].pk])


def _list(name: str) -> tuple[str, Callable[[World, Case], str]]:
    return name, lambda world, case: reverse(f"admin:{name}")


def _public(name: str, path: Callable[[Case], str]) -> tuple[str, Callable[[World, Case], str]]:
    return name, lambda world, case: path(case)


def _fixed(**values: Any) -> Callable[[World, Case], Sent]:
    return lambda world, case: values


def _form(world: World, case: Case) -> Sent:
    """The report's form with another title, its parts left alone."""
    counts = {
        f"{part}-{count}_FORMS": 0
        for part in ("appearances", "statements", "credits", "photos")
        for count in ("TOTAL", "INITIAL")
    }
    return counts | {
        "title": "改过的标题",
        "body": case.report.body,
        "seen": token_of(case.report.revisions.get(number=case.latest)),
        "typing_key": "another",
    }


def _typed(world: World, case: Case) -> str:
    sent = {"report": case.report.pk, "key": "new", "seen": case.latest, "data": [["title", "甲"]]}
    return json.dumps(sent)


def _chosen(action: str, row: str, **values: Any) -> Callable[[World, Case], Sent]:
    """The values of a confirmed admin action on one row."""

    def sends(world: World, case: Case) -> Sent:
        chosen = case.report if row == "report" else case.parts[row]
        fixed = {"action": action, ACTION_CHECKBOX_NAME: [chosen.pk], "apply": "1", "post": "yes"}
        return fixed | {name: value(world) if callable(value) else value for name, value in values.items()}

    return sends


def _photo_form(world: World, case: Case) -> Sent:
    return {"caption": "改过的图说", "alt": "会场", "before": "0"}


def _identified(world: World, case: Case) -> Sent:
    return {"appearance": case.appearance.pk, "answer": world.rows["speaker"].pk, "which": "leave"}


def _nobody(world: World, case: Case) -> Sent:
    return {"appearance": case.nobody.pk, "answer": "nobody", "which": "leave"}


def _linked(world: World, case: Case) -> Sent:
    return {"speaker": world.rows["speaker"].pk, "organisation": ""}


def _merge(world: World, case: Case) -> str:
    return reverse("admin:articles_report_merge", args=[case.report.pk, case.typing.pk])


def _typed_form(case: Case) -> str:
    return f"{reverse('admin:articles_report_change', args=[case.report.pk])}?typed={case.typing.pk}"


def _bin(world: World, case: Case) -> str:
    return f"{reverse('admin:articles_report_changelist')}?state=binned"


_TRANSITIONS = [value for value in Transition.Action.values if workflow.is_transition(value)]
_NAMES = {"restore": "take out of the bin"}
_IN_REPORT = {
    "an appearance": "appearance",
    "a statement": "statement",
    "a credit": "credit",
    "a photo": "photo",
}
_BULK = {
    "publish": {},
    "withdraw": {"reason": "内容有误"},
    "add_tags": {"tags": ["新标签"]},
    "remove_tags": {"tags": ["公益诉讼"]},
    "set_section": {"section": lambda world: world.rows["unused"].pk},
    "set_occasion": {"occasion": "听证"},
}
_CORRECTIONS = {
    "appearance": _linked,
    "statement": _fixed(text="会议在市检察院召开"),
    "credit": _fixed(role="记者", name="王松", order="0"),
    "photo": _photo_form,
}

ACTS: tuple[Act, ...] = (
    Act("open the report", *_own("change")),
    Act("save the report", *_own("change"), _form),
    Act("open what was typed", *_public("articles_report_change", _typed_form)),
    Act("keep typing", *_list("articles_report_autosave"), _typed),
    Act(
        *("throw away typing", *_list("articles_report_discard")),
        lambda world, case: {"typed": case.typing.pk},
    ),
    Act("open a conflict", "articles_report_merge", _merge),
    Act("settle a conflict", "articles_report_merge", _merge, lambda world, case: {"latest": case.latest}),
    Act("preview", *_public("preview", lambda case: f"/preview/{case.report.pk}/")),
    Act("see the photo", *_public("media", lambda case: case.photo.file.url)),
    Act(
        "read it on the site",
        *_public(
            "report",
            lambda case: case.report.get_absolute_url() or f"/reports/202601/t20260101_{case.report.pk}.html",
        ),
    ),
    Act("read it as data", *_public("api:report", lambda case: f"/api/reports/{case.report.pk}")),
    Act("print the slip", *_own("slip")),
    Act("see its history", *_own("history")),
    Act("compare", *_own("compare", query="?from=1&to=2")),
    Act("restore", *_own("restore"), _fixed(revision="1")),
    Act("name a version", *_own("name"), _fixed(revision="1", name="送审稿")),
    Act("see the findings", *_own("findings")),
    Act("fix a finding", *_own("findings"), lambda world, case: {"fix": case.finding}),
    Act("dismiss a finding", *_own("findings"), lambda world, case: {"dismiss": case.finding}),
    Act("take back a release", *_own("findings"), lambda world, case: {"unrelease": "released"}),
    Act("show one again", *_own("findings"), lambda world, case: {"again": case.dismissal.key}),
    *(Act(_NAMES.get(action, action), *_own("transition", action), _seen) for action in _TRANSITIONS),
    *(
        Act(f"{action} many", *_list("articles_report_changelist"), _chosen(action, "report", **values))
        for action, values in _BULK.items()
    ),
    Act("see what goes for good", *_own("erase")),
    Act("delete for good", *_own("erase"), _fixed(post="yes")),
    Act("erase many", "articles_report_changelist", _bin, _chosen("erase", "report")),
    Act(*("delete reports", *_list("articles_report_changelist")), _chosen("delete_selected", "report")),
    Act("delete the report", *_own("delete"), _fixed(post="yes")),
    *(Act(f"open {part}", *_related(model, "change")) for part, model in _IN_REPORT.items()),
    *(
        Act(f"save {part}", *_related(model, "change"), _CORRECTIONS[model])
        for part, model in _IN_REPORT.items()
    ),
    Act("delete an appearance", *_related("appearance", "delete", row="nobody"), _fixed(post="yes")),
    *(
        Act(f"delete a {part}", *_related(part, "delete"), _fixed(post="yes"))
        for part in ("statement", "credit", "photo")
    ),
    *(
        Act(f"delete {part}s", *_list(f"articles_{part}_changelist"), _chosen("delete_selected", part))
        for part in ("statement", "credit", "photo")
    ),
    Act("say who is meant", *_list("articles_appearance_identify"), _identified),
    Act("say it is nobody", *_list("articles_appearance_identify"), _nobody),
    Act("take a decision back", *_related("decision", "undo"), _fixed(post="yes")),
    Act("see its source", *_related("sourcetext", "change")),
    Act("take its source along", *_related("sourcetext", "raw"), _fixed(pressed="yes")),
    Act("see what a changed file proposes", *_related("sourcetext", "proposal", row="changed")),
    Act(
        "accept a piece",
        *_related("sourcetext", "proposal", row="changed"),
        lambda world, case: {"report": case.report.pk, "change": case.change},
    ),
    Act("set the rest aside", *_related("sourcetext", "proposal", row="changed"), _fixed(done="1")),
    Act("see restored marks", *_related("provenance", "punctuation")),
    Act("take marks back", *_related("provenance", "punctuation"), _fixed(back="all")),
    Act("see its twin", *_related("provenance", "twin")),
    Act("attach it to its twin", *_related("provenance", "twin"), _fixed(answer="same")),
    Act("keep it apart", *_related("provenance", "twin"), _fixed(answer="apart")),
)
