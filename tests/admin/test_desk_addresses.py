"""The desk as a whole: every model has its place, and what is not there is no error.

Who may open which address is held by tests/permissions.
"""

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

pytestmark = pytest.mark.django_db

OURS = {model for model in admin.site._registry if model._meta.app_label == "articles"}
FIELDS = {"taggedreport"}  # written by the field for tags
INDEXES = {
    "shingle",
    "searchentry",
    "staleentry",
    "suggestion",
}  # what the machine finds reports by: nothing for people to read
#: Figures of the public lists and drawn reports, kept for the pages.
KEPT = {"listing", "renderedreport", "tally"}
COUNTS = {"generation", "sitechange"}  # what the page cache goes by
#: Models whose rows stand on the page of another.
IN_PAGES_OF_OTHERS = {"pendingfile", "revision", "autosave", "presence", "bulkitem"}
PAGES = ("change", "delete", "history")


def test_every_model_has_a_place_at_the_desk():
    models = set(apps.get_app_config("articles").get_models())
    inside = {inline.model for page in admin.site._registry.values() for inline in page.inlines}
    assert {
        model._meta.model_name for model in models - OURS - inside
    } == FIELDS | INDEXES | KEPT | COUNTS | IN_PAGES_OF_OTHERS


def test_page_of_a_missing_row_is_no_500(desk):
    pages = [f"articles_{model._meta.model_name}_{page}" for model in OURS for page in PAGES]
    answers = {desk.get(reverse(f"admin:{name}", args=[4711])).status_code for name in pages}
    assert answers <= {302, 403, 404}
