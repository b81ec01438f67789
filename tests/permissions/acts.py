"""How each thing that can be done with a report is asked for: method, address, and what is sent.

Whoever is asked for has everything that the act takes: what then stops it is who asks, and the state.
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
from tests.permissions.world import House, Kept

GET, POST = "GET", "POST"
Sent = dict[str, Any]
TICKS = dict.fromkeys((*SignOff.TICKS, *SignOff.GATES), "on")
#: What the forms of moves take; each takes of it what it knows.
DETAILS = TICKS | {"reason": "按要求", "public": "no"}


@dataclass(frozen=True)
class Act:
    """A request. `sends` makes the values of a POST; without it the page is opened."""

    name: str
    address: str
    path: Callable[[House, Kept], str]
    sends: Callable[[House, Kept], Sent | str] | None = None

    @property
    def method(self) -> str:
        return POST if self.sends else GET


def _seen(house: House, kept: Kept) -> Sent:
    """What the form of a transition sends, with the version that was read."""
    return DETAILS | {"seen": kept.report.version}


def _own(page: str, *args: str, query: str = "") -> tuple[str, Callable[[House, Kept], str]]:
    """An address of the report itself."""
    name = f"articles_report_{page}"
    return name, lambda house, kept: reverse(f"admin:{name}", args=[kept.report.pk, *args]) + query


def _beside(model: str, page: str, *, row: str = "") -> tuple[str, Callable[[House, Kept], str]]:
    """An address of something that stands in the report or beside it."""
    name = f"articles_{model}_{page}"
    return name, lambda house, kept: reverse(f"admin:{name}", args=[kept.parts[row or model].pk])


def _bare(name: str) -> tuple[str, Callable[[House, Kept], str]]:
    return name, lambda house, kept: reverse(f"admin:{name}")


def _public(name: str, path: Callable[[Kept], str]) -> tuple[str, Callable[[House, Kept], str]]:
    return name, lambda house, kept: path(kept)


def _fixed(**values: Any) -> Callable[[House, Kept], Sent]:
    return lambda house, kept: values


def _form(house: House, kept: Kept) -> Sent:
    """The report's form with another title, its parts left alone."""
    counts = {
        f"{part}-{count}_FORMS": 0
        for part in ("appearances", "statements", "credits", "photos")
        for count in ("TOTAL", "INITIAL")
    }
    return counts | {
        "title": "改过的标题",
        "body": kept.report.body,
        "seen": token_of(kept.report.revisions.get(number=kept.latest)),
        "typing_key": "another",
    }


def _typed(house: House, kept: Kept) -> str:
    sent = {"report": kept.report.pk, "key": "new", "seen": kept.latest, "data": [["title", "甲"]]}
    return json.dumps(sent)


def _chosen(action: str, row: str, **values: Any) -> Callable[[House, Kept], Sent]:
    """One row of a list chosen for an action, which was asked for and confirmed."""

    def sends(house: House, kept: Kept) -> Sent:
        chosen = kept.report if row == "report" else kept.parts[row]
        fixed = {"action": action, ACTION_CHECKBOX_NAME: [chosen.pk], "apply": "1", "post": "yes"}
        return fixed | {name: value(house) if callable(value) else value for name, value in values.items()}

    return sends


def _photo_form(house: House, kept: Kept) -> Sent:
    return {"caption": "改过的图说", "alt": "会场", "before": "0"}


def _identified(house: House, kept: Kept) -> Sent:
    return {"appearance": kept.appearance.pk, "answer": house.rows["speaker"].pk, "which": "leave"}


def _nobody(house: House, kept: Kept) -> Sent:
    return {"appearance": kept.nobody.pk, "answer": "nobody", "which": "leave"}


def _linked(house: House, kept: Kept) -> Sent:
    return {"speaker": house.rows["speaker"].pk, "organisation": ""}


def _merge(house: House, kept: Kept) -> str:
    return reverse("admin:articles_report_merge", args=[kept.report.pk, kept.typing.pk])


def _typed_form(kept: Kept) -> str:
    return f"{reverse('admin:articles_report_change', args=[kept.report.pk])}?typed={kept.typing.pk}"


def _bin(house: House, kept: Kept) -> str:
    return f"{reverse('admin:articles_report_changelist')}?state=binned"


_MOVES = [value for value in Transition.Action.values if workflow.is_transition(value)]
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
    "set_section": {"section": lambda house: house.rows["unused"].pk},
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
    Act("keep typing", *_bare("articles_report_autosave"), _typed),
    Act(
        *("throw away typing", *_bare("articles_report_discard")),
        lambda house, kept: {"typed": kept.typing.pk},
    ),
    Act("open a conflict", "articles_report_merge", _merge),
    Act("settle a conflict", "articles_report_merge", _merge, lambda house, kept: {"latest": kept.latest}),
    Act("preview", *_public("preview", lambda kept: f"/preview/{kept.report.pk}/")),
    Act("see the photo", *_public("media", lambda kept: kept.photo.file.url)),
    Act(
        "read it on the site",
        *_public(
            "report",
            lambda kept: kept.report.get_absolute_url() or f"/reports/202601/t20260101_{kept.report.pk}.html",
        ),
    ),
    Act("read it as data", *_public("api:report", lambda kept: f"/api/reports/{kept.report.pk}")),
    Act("print the slip", *_own("slip")),
    Act("see its history", *_own("history")),
    Act("compare", *_own("compare", query="?from=1&to=2")),
    Act("restore", *_own("restore"), _fixed(revision="1")),
    Act("name a version", *_own("name"), _fixed(revision="1", name="送审稿")),
    Act("see the findings", *_own("findings")),
    Act("fix a finding", *_own("findings"), lambda house, kept: {"fix": kept.finding}),
    Act("dismiss a finding", *_own("findings"), lambda house, kept: {"dismiss": kept.finding}),
    Act("take back a release", *_own("findings"), lambda house, kept: {"unrelease": "released"}),
    Act("show one again", *_own("findings"), lambda house, kept: {"again": kept.dismissal.key}),
    *(Act(_NAMES.get(action, action), *_own("transition", action), _seen) for action in _MOVES),
    *(
        Act(f"{action} many", *_bare("articles_report_changelist"), _chosen(action, "report", **values))
        for action, values in _BULK.items()
    ),
    Act("see what goes for good", *_own("erase")),
    Act("delete for good", *_own("erase"), _fixed(post="yes")),
    Act("erase many", "articles_report_changelist", _bin, _chosen("erase", "report")),
    Act(*("delete reports", *_bare("articles_report_changelist")), _chosen("delete_selected", "report")),
    Act("delete the report", *_own("delete"), _fixed(post="yes")),
    *(Act(f"open {part}", *_beside(model, "change")) for part, model in _IN_REPORT.items()),
    *(
        Act(f"save {part}", *_beside(model, "change"), _CORRECTIONS[model])
        for part, model in _IN_REPORT.items()
    ),
    Act("delete an appearance", *_beside("appearance", "delete", row="nobody"), _fixed(post="yes")),
    *(
        Act(f"delete a {part}", *_beside(part, "delete"), _fixed(post="yes"))
        for part in ("statement", "credit", "photo")
    ),
    *(
        Act(f"delete {part}s", *_bare(f"articles_{part}_changelist"), _chosen("delete_selected", part))
        for part in ("statement", "credit", "photo")
    ),
    Act("say who is meant", *_bare("articles_appearance_identify"), _identified),
    Act("say it is nobody", *_bare("articles_appearance_identify"), _nobody),
    Act("take a decision back", *_beside("decision", "undo"), _fixed(post="yes")),
    Act("see its source", *_beside("sourcetext", "change")),
    Act("take its source along", *_beside("sourcetext", "raw")),
    Act("see what a changed file proposes", *_beside("sourcetext", "proposal", row="changed")),
    Act(
        "accept a piece",
        *_beside("sourcetext", "proposal", row="changed"),
        lambda house, kept: {"report": kept.report.pk, "change": kept.change},
    ),
    Act("set the rest aside", *_beside("sourcetext", "proposal", row="changed"), _fixed(done="1")),
    Act("see restored marks", *_beside("provenance", "punctuation")),
    Act("take marks back", *_beside("provenance", "punctuation"), _fixed(back="all")),
    Act("see its twin", *_beside("provenance", "twin")),
    Act("attach it to its twin", *_beside("provenance", "twin"), _fixed(answer="same")),
    Act("keep it apart", *_beside("provenance", "twin"), _fixed(answer="apart")),
)
