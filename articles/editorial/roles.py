"""The roles of an editorial office as groups, with the permissions of each."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db.models import QuerySet

APP = "articles"
_CONTENT = ("report", "credit", "photo", "appearance", "statement", "taggedreport")
_REGISTER = (
    *("speaker", "othername", "organisation", "organisationname", "membership", "section", "tag", "tagname"),
    "wordrule",
)
_RECORDS = (
    *("sourcetext", "provenance", "importbatch", "transition", "signoff"),
    *("mergerecord", "slugredirect", "decision", "dismissal", "bulkact"),
)


def _all(actions: str, models: tuple[str, ...]) -> frozenset[str]:
    return frozenset(f"{action}_{model}" for action in actions.split() for model in models)


_READ = _all("view", _CONTENT + _REGISTER + _RECORDS)
_WRITE = (
    _READ
    | _all("add change", _CONTENT)
    | _all("delete", ("credit", "photo", "appearance", "statement", "taggedreport"))
    | {"add_importbatch"}
    | {"submit_report", "bin_report"}
)
_EDIT = _WRITE | _all("add change", _REGISTER) | {"edit_any_report"}

#: Group name → code names of permissions in this app. Only 管理员 deletes a report from the bin, and signs
#: nothing.
ROLES: dict[str, frozenset[str]] = {
    "记者": _WRITE,
    "初审": _EDIT | {"sign_first"},
    "复审": _EDIT | {"sign_second"},
    "终审": _EDIT | {"sign_final", "publish_report", "withdraw_report"},
    "检察长": _READ | {"sign_chief"},
    "管理员": _EDIT
    | _all("delete", _REGISTER)
    | _all("add change", ("importbatch",))
    | {"change_bulkact"}
    | {"publish_report", "withdraw_report", "erase_report", "view_auditentry"},
}


def install(using: str = "default") -> None:
    """Create the groups, and add the permissions of ROLES that they lack.

    Permissions that an office added to a group stay. Run after each migration.
    """
    for name, missing in lacking(using).items():
        group, _ = Group.objects.using(using).get_or_create(name=name)
        group.permissions.add(*_permissions(using).filter(codename__in=missing))


def lacking(using: str = "default") -> dict[str, frozenset[str]]:
    """Role → the code names of permissions that it lacks; a role that has all is left out."""
    held: dict[str, set[str]] = {}
    groups = Group.objects.using(using).filter(name__in=ROLES, permissions__content_type__app_label=APP)
    for name, codename in groups.values_list("name", "permissions__codename"):
        held.setdefault(name, set()).add(codename)
    found = {name: ROLES[name] - held.get(name, set()) for name in ROLES}
    return {name: missing for name, missing in found.items() if missing}


def _permissions(using: str) -> QuerySet[Permission]:
    return Permission.objects.using(using).filter(content_type__app_label=APP)
