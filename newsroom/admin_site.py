"""The admin site itself: its name, and its first page in the order of an editor's work.

It stands outside articles.admin because importing that registers models on the site, which must be there.
"""

from http import HTTPStatus

from django.conf import settings
from django.contrib.admin import AdminSite, site
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog

#: Title of a group → names of its models; the rest follows as Django lists it.
GROUPS = (
    ("reports", _("Reports"), ("Report", "Section", "Tag", "WordRule")),
    ("sources", _("Sources"), ("ImportBatch", "SourceText", "Provenance")),
    ("people", _("People"), ("Speaker", "Organisation", "Membership")),
    ("parts", _("Parts of reports"), ("Statement", "Appearance", "Credit", "Photo")),
    (
        *("record", _("Editorial record")),
        ("Transition", "SignOff", "Decision", "MergeRecord", "SlugRedirect", "Dismissal", "AuditEntry"),
    ),
)


class Picker(AutocompleteJsonView):
    """What a picker offers: two of the same name are told apart by the note on them."""

    def serialize_result(self, obj, to_field_name):
        note = getattr(obj, "note", "")
        return super().serialize_result(obj, to_field_name) | ({"text": f"{obj} · {note}"} if note else {})


class Desk(AdminSite):
    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME
    index_title = _("Desk")

    def password_change(self, request, extra_context=None):
        """One's own password; that it was changed stands in the audit log."""
        from articles.editorial import audit  # noqa: PLC0415 - models are there only now

        response = super().password_change(request, extra_context)
        if request.method == "POST" and response.status_code == HTTPStatus.FOUND:
            audit.note(request, audit.Kind.PASSWORD, request.user)
        return response

    def i18n_javascript(self, request, extra_context=None):
        """The words of the admin's scripts and of the editor's, which has none in Chinese of its own."""
        return JavaScriptCatalog.as_view(packages=["django.contrib.admin", "articles"])(request)

    def autocomplete_view(self, request):
        return Picker.as_view(admin_site=self)(request)

    def get_app_list(self, request, app_label=None):
        """The models in groups by what they are for; one app alone is listed as Django does it."""
        apps = super().get_app_list(request, app_label)
        if app_label is not None:
            return apps
        ours = next((app for app in apps if app["app_label"] == "articles"), None)
        others = [app for app in apps if app is not ours]
        return [*_grouped(ours), *others] if ours else others


def locked(request: HttpRequest, response: HttpResponse, credentials: dict) -> HttpResponse:
    """The page for somebody whose login is closed for a while."""
    minutes = round(settings.AXES_COOLOFF_TIME.total_seconds() / 60)
    context = {**site.each_context(request), "minutes": minutes}
    return render(request, "admin/locked.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)


def _grouped(app: dict) -> list[dict]:
    """The app's entry of the index, a copy for each group that has a model this user may see."""
    models = {model["object_name"]: model for model in app["models"]}
    groups = []
    for key, title, names in GROUPS:
        theirs = [models.pop(name) for name in names if name in models]
        if theirs:
            groups.append(app | {"app_label": f"articles-{key}", "name": title, "models": theirs})
    if models:
        groups.append(app | {"models": list(models.values())})
    return groups
