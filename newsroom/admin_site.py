"""The admin site: its name, its models in groups, and what holds for each of its pages.

It stands outside articles.admin, whose import registers models on a site that must exist by then.
"""

from contextlib import nullcontext
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite, site
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog

#: Key and title of each group, with the names of its models; other models follow as Django lists them.
GROUPS = (
    ("reports", _("Reports"), ("Report", "Section", "Tag", "WordRule", "BulkAct")),
    ("sources", _("Sources"), ("ImportBatch", "SourceText", "Provenance")),
    ("people", _("People"), ("Speaker", "Organisation", "Membership")),
    ("parts", _("Parts of reports"), ("Statement", "Appearance", "Credit", "Photo")),
    (
        *("record", _("Editorial record")),
        ("Transition", "SignOff", "Decision", "MergeRecord", "SlugRedirect", "Dismissal", "AuditEntry"),
    ),
)

MAX_APP_LISTS = 100  # kept: one for each role and language


class Picker(AutocompleteJsonView):
    """Choices of an autocomplete field; the note on an entry tells namesakes apart."""

    def serialize_result(self, obj, to_field_name):
        note = getattr(obj, "note", "")
        return super().serialize_result(obj, to_field_name) | ({"text": f"{obj} · {note}"} if note else {})


class Desk(AdminSite):
    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME
    index_title = _("Desk")

    def __init__(self, name="admin"):
        super().__init__(name)
        self._app_lists: dict[tuple[Any, ...], list[dict]] = {}

    def admin_view(self, view, cacheable=False):
        """Refuse NUL in the address on every page: PostgreSQL takes it in no text. A GET only reads."""
        from articles.models.snapshots import keep_snapshots  # noqa: PLC0415 - models are not loaded before

        @wraps(view)
        def checked(request, *args, **kwargs):
            if any("\0" in text for texts in request.GET.lists() for text in (texts[0], *texts[1])):
                raise BadRequest("NUL in the query.")
            with keep_snapshots() if request.method == "GET" else nullcontext():
                return view(request, *args, **kwargs)

        return super().admin_view(checked, cacheable)

    def password_change(self, request, extra_context=None):
        """Change one's own password, with an entry in the audit log."""
        from articles.editorial import audit  # noqa: PLC0415 - models are not loaded before

        response = super().password_change(request, extra_context)
        if request.method == "POST" and response.status_code == HTTPStatus.FOUND:
            audit.record(audit.Kind.PASSWORD, request.user, by=request.user)
        return response

    def i18n_javascript(self, request, extra_context=None):
        """Translations for the scripts of the admin and of the editor, which brings no Chinese of its own."""
        return JavaScriptCatalog.as_view(packages=["django.contrib.admin", "articles"])(request)

    def autocomplete_view(self, request):
        return Picker.as_view(admin_site=self)(request)

    def get_app_list(self, request, app_label=None):
        """The models in GROUPS; one app alone is listed as Django does it.

        Every page lists them, and they depend on nothing but language and permissions: they are kept.
        """
        if app_label is not None:
            return super().get_app_list(request, app_label)
        key = (get_language(), get_script_prefix(), _permissions(request.user))
        if key not in self._app_lists:
            if len(self._app_lists) >= MAX_APP_LISTS:
                self._app_lists.clear()
            self._app_lists[key] = self._list_apps(request)
        return self._app_lists[key]

    def _list_apps(self, request):
        apps = super().get_app_list(request)
        ours = next((app for app in apps if app["app_label"] == "articles"), None)
        others = [app for app in apps if app is not ours]
        return [*_grouped(ours), *others] if ours else others


def locked(request: HttpRequest, response: HttpResponse, credentials: dict) -> HttpResponse:
    """The page shown while a login is locked by django-axes."""
    minutes = round(settings.AXES_COOLOFF_TIME.total_seconds() / 60)
    context = {**site.each_context(request), "minutes": minutes}
    return render(request, "admin/locked.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)


def _permissions(user: Any) -> frozenset[str] | bool:
    """What a person may do, as a key; True for one who may do everything."""
    return (user.is_active and user.is_superuser) or frozenset(user.get_all_permissions())


def _grouped(app: dict) -> list[dict]:
    """One copy of the app's entry for each group that has a model this user may see."""
    models = {model["object_name"]: model for model in app["models"]}
    groups = []
    for key, title, names in GROUPS:
        theirs = [models.pop(name) for name in names if name in models]
        if theirs:
            groups.append(app | {"app_label": f"articles-{key}", "name": title, "models": theirs})
    if models:
        groups.append(app | {"models": list(models.values())})
    return groups
