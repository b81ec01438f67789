"""The roles of an editorial office, as groups: what each may do at the desk."""

_CONTENT = ("report", "credit", "photo", "appearance", "statement", "taggedreport")
_REGISTER = (
    *("speaker", "othername", "organisation", "organisationname", "post", "section", "tag", "tagname"),
    "wordrule",
)
_RECORDS = (
    *("sourcetext", "provenance", "importbatch", "move", "signoff"),
    *("mergerecord", "formeraddress", "decision", "dismissal"),
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

#: Group name → code names of permissions in this app. The names are what a Chinese office calls them. A
#: report goes into the bin; who runs the desk (管理员) alone deletes it from there, and signs nothing.
ROLES: dict[str, frozenset[str]] = {
    "记者": _WRITE,
    "初审": _EDIT | {"sign_first"},
    "复审": _EDIT | {"sign_second"},
    "终审": _EDIT | {"sign_final", "publish_report", "withdraw_report"},
    "检察长": _READ | {"sign_chief"},
    "管理员": _EDIT
    | _all("delete", _REGISTER)
    | _all("add change", ("importbatch",))
    | {"publish_report", "withdraw_report", "erase_report", "view_auditentry"},
}
