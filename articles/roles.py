"""The roles of an editorial office, as groups: what each may do at the desk."""

_CONTENT = ("report", "credit", "photo", "appearance", "statement", "taggedreport")
_REGISTER = (
    *("speaker", "othername", "organisation", "organisationname", "post", "section", "tag", "tagname"),
    "wordrule",
)
_RECORDS = (
    *("sourcetext", "provenance", "importbatch", "move", "mergerecord", "formeraddress", "decision"),
    "dismissal",
)


def _all(actions: str, models: tuple[str, ...]) -> frozenset[str]:
    return frozenset(f"{action}_{model}" for action in actions.split() for model in models)


_READ = _all("view", _CONTENT + _REGISTER + _RECORDS)
_WRITE = (
    _READ
    | _all("add change", _CONTENT)
    | {"add_importbatch", "delete_credit", "delete_photo", "delete_taggedreport"}
)
_EDIT = _WRITE | _all("delete", ("appearance", "statement")) | _all("add change", _REGISTER)

#: Group name → code names of permissions in this app. The names are what a Chinese office calls them.
ROLES: dict[str, frozenset[str]] = {
    "记者": _WRITE,
    "初审": _EDIT,
    "复审": _EDIT,
    "终审": _EDIT | {"publish_report", "withdraw_report"},
    "管理员": _EDIT
    | _all("delete", ("report", *_REGISTER))
    | _all("add change", ("importbatch",))
    | {"publish_report", "withdraw_report"},
}
