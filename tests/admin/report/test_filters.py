"""The filters of all lists with two answers: each row falls under one of them."""

import pytest
from django.contrib import admin
from django.urls import reverse

from articles.admin.base import YesNoFilter
from articles.models import Decision, Membership, MergeRecord, Provenance
from tests.builders import (
    make_appearance,
    make_organisation,
    make_report,
    make_source,
    make_speaker,
    make_statement,
    make_tag,
)

pytestmark = pytest.mark.django_db

FILTERS = sorted(
    (model._meta.model_name, choice.parameter_name)
    for model, page in admin.site._registry.items()
    for choice in page.list_filter
    if isinstance(choice, type) and issubclass(choice, YesNoFilter)
)


@pytest.fixture
def rows():
    """In every list at least one row for each answer of its filters."""
    body, speaker = make_organisation(), make_speaker("孙刚")
    for name in ("王伟", "王伟"):
        make_speaker(name)
    Membership.objects.create(speaker=speaker, organisation=body, role="检察长")
    Membership.objects.create(speaker=speaker, organisation=body, role="副检察长", start="2015", end="2019")
    Membership.objects.create(speaker=speaker, organisation=body, role="副检察长", start="2016", end="2019")
    report = make_report(tags=["公益诉讼"])
    make_tag("听证")
    make_appearance(report, "姜明远")
    make_statement(report, "会议在市检察院召开。", speaker=speaker)
    report.photos.create(caption="会场")
    report.photos.create(file="a.png", alt="会场全景")
    for problems, similar in (([], None), ([{"line": 1, "code": "no_year", "message": ""}], report)):
        source = make_source(problems=problems)
        Provenance.objects.create(source=source, report=make_report(), similar_to=similar)
    make_source(replaces=make_source())
    for undone_at in (None, report.updated_at):
        Decision.objects.create(kind="identified", name="孙刚", undone_at=undone_at)
        MergeRecord.objects.create(kind="tag", kept_id=1, gone_name="甲", undone_at=undone_at)


def found(client, model, **choice):
    response = client.get(reverse(f"admin:articles_{model}_changelist"), choice)
    return {row.pk for row in response.context["cl"].result_list}


@pytest.mark.parametrize(("model", "parameter"), FILTERS)
def test_each_row_falls_under_one_answer(model, parameter, rows, desk):
    yes, no = (found(desk, model, **{parameter: answer}) for answer in ("yes", "no"))
    assert (bool(yes and no), yes | no, yes & no) == (True, found(desk, model), set())
