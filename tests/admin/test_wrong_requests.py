"""What no page links to is refused, and is never an error of the server."""

import json

import pytest
from django.contrib import admin
from django.urls import reverse

from articles.models import Report
from tests.admin.forms import posted
from tests.builders import make_report

pytestmark = pytest.mark.django_db

LISTS = {
    model._meta.model_name: page
    for model, page in admin.site._registry.items()
    if model._meta.app_label == "articles"
}
FILTERS = ("q", "state", "tag", "look", "kind__exact", "encoding", "object_type", "action__exact", "p", "o")


@pytest.mark.parametrize("name", FILTERS)
def test_nul_in_the_query_of_a_list_is_400(name, desk):
    answers = {
        model: desk.get(reverse(f"admin:articles_{model}_changelist"), {name: "\0"}).status_code
        for model in LISTS
    }
    assert answers == dict.fromkeys(LISTS, 400)


@pytest.mark.parametrize("year", ["0", "1", "9999", "99999", "9" * 21, "-1", "x", "\N{DIGIT TWO}000x"])
def test_impossible_year_redirects_to_the_whole_list(year, desk):
    make_report()
    for model, page in LISTS.items():
        if page.date_hierarchy:
            there = reverse(f"admin:articles_{model}_changelist")
            answer = desk.get(there, {f"{page.date_hierarchy}__year": year}, follow=True)
            assert (answer.status_code, answer.request["PATH_INFO"]) == (200, there)


@pytest.mark.parametrize(
    "address", ["/admin/autocomplete/", reverse("admin:articles_tag_suggestions"), "/admin/articles/report/"]
)
def test_nul_in_the_term_of_an_autocomplete_field_is_400(address, desk):
    values = {"term": "\0", "app_label": "articles", "model_name": "appearance", "field_name": "speaker"}
    assert desk.get(address, values).status_code == 400


@pytest.mark.parametrize("body", ["\uffff", "<p>\uffff</p>", "\ufffe", "\x0c", "<p></p>\uffff"])
def test_a_body_of_noncharacters_is_saved(body, desk):
    add = reverse("admin:articles_report_add")
    desk.post(add, posted(desk.get(add), title="新", body=body))
    report = Report.objects.get()
    assert desk.get(reverse("admin:articles_report_change", args=[report.pk])).status_code == 200


@pytest.mark.parametrize("name", ["title", "body", "tags", "typing_key", "seen"])
def test_nul_in_a_form_field_is_no_500(name, desk):
    there = reverse("admin:articles_report_change", args=[make_report("原题").pk])
    answer = desk.post(there, posted(desk.get(there)) | {name: "a\0b"}, follow=True)
    assert answer.status_code in {200, 400}


@pytest.mark.parametrize("page", ["statements", "reread"])
@pytest.mark.parametrize(
    "body", ["[" * 100_000, '{"body": NaN}', '{"body": "\\u0000"}', '{"body": "\\ud800"}', '{"body": 1e999}']
)
def test_what_no_script_sends_is_400_with_the_reason_as_json(page, body, desk):
    there = reverse(f"admin:articles_report_{page}")
    answer = desk.post(there, body, content_type="application/json")
    assert (answer.status_code, list(answer.json())) == (400, ["error"])


@pytest.mark.parametrize("page", ["statements", "reread"])
def test_a_body_of_one_noncharacter_is_read_as_empty(page, desk):
    sent = json.dumps({"body": "\uffff", "texts": ["甲"]})
    there = reverse(f"admin:articles_report_{page}")
    assert desk.post(there, sent, content_type="application/json").status_code == 200
