"""Each list asks the database a fixed number of questions, however long it is."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.editorial import audit, workflow
from articles.models import (
    BulkAct,
    Dismissal,
    ImportBatch,
    Membership,
    Organisation,
    OrganisationName,
    Provenance,
    WordRule,
)
from articles.register.merging import merge_tags
from tests.builders import (
    make_appearance,
    make_organisation,
    make_report,
    make_section,
    make_source,
    make_speaker,
    make_statement,
    make_tag,
    make_user,
    sign,
)

#: The lists are counted where each is looked at.
pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]

LISTS = sorted(
    model._meta.model_name for model in admin.site._registry if model._meta.app_label == "articles"
)
#: What every page asks first: the session, and the user in it.
BEFORE = ["session", "user"]
#: And every list: how many rows there are (or are left by the filters), and the rows.
LIST = [*BEFORE, "number of rows", "rows"]
DATES = ["first and last date", "years, months or days"]
#: What each list asks.
BUDGETS = {
    "report": [*LIST, "credits", "sections in the filter", "tags of the latest", *DATES],
    "speaker": LIST,
    "organisation": [*LIST, "short names"],
    "membership": LIST,
    "section": LIST,
    "tag": LIST,
    "statement": LIST,
    "appearance": LIST,
    "photo": LIST,
    "credit": [*LIST, "roles in the filter"],
    "sourcetext": [*LIST, "encodings in the filter", *DATES],
    "importbatch": [*LIST, *DATES],
    "bulkact": [*LIST, *DATES],
    "provenance": LIST,
    "transition": [*LIST, "people in the filter", *DATES],
    "signoff": [*LIST, "people in the filter", *DATES],
    "decision": [*LIST, "people in the filter", "first and last date: none"],
    "slugredirect": [*LIST, *DATES],
    "auditentry": [*LIST, "people in the filter", *DATES],
    "wordrule": LIST,
    "dismissal": [*LIST, "checks in the filter"],
    "mergerecord": [*LIST, "people in the filter", *DATES],
}


def add_rows(user):
    """Two more rows in every list."""
    for name in ("甲", "乙"):
        number = Organisation.objects.count()
        body, section = make_organisation(f"机关{number}"), make_section(f"栏目{number}")
        OrganisationName.objects.create(organisation=body, name=f"简称{number}")
        speaker = make_speaker()
        Membership.objects.create(speaker=speaker, organisation=body, role="检察长", start="2019")
        report = make_report(name, section=section, tags=[f"标签{number}"], published_at="2019-01-02T00:00Z")
        make_appearance(report, speaker=speaker)
        make_statement(report, "会议在市检察院召开。")
        report.credits.create(role="记者", name="刘璐")
        report.photos.create(caption="会场")
        audit.record(audit.Kind.ADD, report, by=user)
        Dismissal.objects.create(report=report, key=name, at=report.created_at)
        WordRule.objects.create(wrong=f"错{number}", right="对", legal_basis="词典")
        batch = ImportBatch.objects.create(label=name, by=user)
        BulkAct.objects.create(action="publish", by=user)
        source = make_source(batch=batch)
        Provenance.objects.create(source=source, report=report, similar_to=make_report())
        workflow.transition(report, "submit", by=user)
        sign(report, make_user(role="初审"))
        merge_tags(make_tag(f"留{number}"), make_tag(f"去{number}"), by=user)


def queries(client, name):
    with CaptureQueriesContext(connection) as captured:
        client.get(reverse(f"admin:articles_{name}_changelist"))
    return [query["sql"] for query in captured]


def test_queries_do_not_grow_with_the_list(desk, chief):
    add_rows(chief)
    few = {name: len(queries(desk, name)) for name in LISTS}
    for _more in range(3):
        add_rows(chief)
    assert {name: len(queries(desk, name)) for name in LISTS} == few


def test_number_of_queries_of_each_list(desk, chief):
    add_rows(chief)
    asked = {name: queries(desk, name) for name in BUDGETS}
    assert {name: sql for name, sql in asked.items() if len(sql) != len(BUDGETS[name])} == {}


def test_every_list_has_a_query_budget():
    assert sorted(BUDGETS) == LISTS
