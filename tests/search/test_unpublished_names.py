"""A name that stands in unpublished reports alone is told by no page and no feed of the search."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from articles.editorial import workflow
from articles.models import Appearance, Report
from tests.builders import (
    make_organisation,
    make_report,
    make_section,
    make_speaker,
    make_statement,
    make_tag,
    put,
)

pytestmark = pytest.mark.django_db

SECRET = "欧阳绝密"
STATES = [state for state in Report.Status if state != Report.Status.PUBLISHED]
PAGES = ["/search/", "/search/feed/", "/search/feed/atom/", "/search/feed/json/"]
KINDS = ["reports", "statements"]
MAKE = {"speaker": make_speaker, "organisation": make_organisation, "section": make_section, "tag": make_tag}


def make_named(facet):
    """A report that names a new row of the facet, and the row."""
    row = MAKE[facet](SECRET)
    report = make_report(
        paragraphs=["要加强协作。"],
        section=row if facet == "section" else None,
        tags=[row] if facet == "tag" else [],
    )
    statement = make_statement(report, "要加强协作。")
    if facet in {"speaker", "organisation"}:
        Appearance.objects.filter(pk=statement.appearance_id).update(**{facet: row})
    return report, row


def texts(client, facet, row):
    """What every page and feed of the search says of the row."""
    return [
        client.get(f"{page}?{urlencode({facet: row.slug, 'kind': kind})}").text.replace(row.slug, "")
        for page in PAGES
        for kind in KINDS
    ]


@pytest.mark.parametrize("facet", MAKE)
@pytest.mark.parametrize("state", STATES)
def test_the_name_of_an_unpublished_report_is_not_told(state, facet, client):
    report, row = make_named(facet)
    put(report, status=state)
    assert not any(SECRET in text for text in texts(client, facet, slugged(row)))


@pytest.mark.parametrize("facet", MAKE)
def test_the_name_of_a_scheduled_report_is_not_told(facet, client):
    report, row = make_named(facet)
    workflow.transition(report, "publish", live_from=timezone.now() + timedelta(days=1))
    assert not any(SECRET in text for text in texts(client, facet, slugged(row)))


@pytest.mark.parametrize("facet", MAKE)
def test_the_name_of_a_published_report_is_told(facet, client):
    report, row = make_named(facet)
    workflow.transition(report, "publish")
    assert all(SECRET in text for text in texts(client, facet, slugged(row)))


def slugged(row):
    """The row with a slug that does not hold its name."""
    type(row).objects.filter(pk=row.pk).update(slug="somewhere")
    row.refresh_from_db()
    return row
