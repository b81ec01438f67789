"""Every public URL answers in its format, whatever the reader returns and the importer stores."""

import csv
import json
from contextlib import suppress
from io import StringIO

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from articles.editorial import workflow
from articles.editorial.workflow import TransitionNotAllowed
from articles.intake.near_duplicates import Likeness, sample
from articles.intake.storing import PendingReport, store
from articles.models import Report
from articles.models.printable import UNPRINTABLE
from articles.public import api, selectors
from articles.public.drawing import keeping
from articles.public.sitemaps import SITEMAPS
from articles.reading.draft import Draft, Paragraph, Person, Statement
from tests.builders import make_source
from tests.public.drafts import drafts

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]

THOROUGH = settings.get_current_profile_name() == "thorough"
TOGETHER = 4  # drafts of one example: they stand in the same lists
EXAMPLES = 8 if THOROUGH else 1
#: The rows that an address of this first word is of.
ENTRIES = {
    "section": selectors.sections_in,
    "speaker": selectors.speakers_in,
    "organisation": selectors.organisations_in,
    "tag": selectors.tags_in,
}
#: Addresses that show no words of a row, and the preview, which is not public.
NO_ROWS = {
    *("articles:media", "articles:preview", "articles:healthz", "articles:robots"),
    *("api:api-root", "api:openapi-json"),
}


def publish(read):
    """Store drafts as an import does, and publish the reports."""
    samples = [sample(paragraph.text for paragraph in draft.body) for draft in read]
    incoming = [
        PendingReport(draft, make_source(), 0, values) for draft, values in zip(read, samples, strict=True)
    ]
    for provenance in store(incoming, Likeness(samples)):
        with suppress(TransitionNotAllowed):  # without a body it stays a draft
            workflow.transition(provenance.report, "publish")


def names():
    """Names of all public URLs, from the URLconf."""
    pages = {f"articles:{pattern.name}" for pattern in get_resolver("articles.public.urls").url_patterns}
    interface = {f"api:{pattern.name}" for pattern in api.api.urls[0]}
    return sorted((pages | interface) - NO_ROWS)


def arguments(name):
    """Keyword arguments of the URLs of this name, from the stored rows."""
    namespace, word = name.split(":")
    key = "id" if namespace == "api" else "pk"
    published = Report.objects.published()
    moments = [timezone.localtime(report.shown_at) for report in published]
    match word:
        case "report" if namespace == "api":
            return published.values("id")
        case "statement":
            return [{key: statement.pk} for statement in selectors.statements_in(published)]
        case "month":
            return [{"year": at.year, "month": at.month} for at in moments]
        case "anniversary":
            return [{"month": at.month, "day": at.day} for at in moments]
        case "sitemap_part":
            return [{"section": part} for part in SITEMAPS]
    entries = ENTRIES.get(word.split("_")[0])
    return entries(published).values("slug") if entries else [{}]


def queries(name):
    """Query strings for the URLs of this name."""
    published = Report.objects.published()
    tags = list(selectors.tags_in(published).values_list("slug", flat=True))
    speakers = list(selectors.speakers_in(published).values_list("slug", flat=True))
    titles = list(published.values_list("title", flat=True))
    match name.split(":")[1]:
        case "oembed":
            return [
                {"url": f"/statements/{pk}/"}
                for pk in selectors.statements_in(published).values_list("pk", flat=True)
            ]
        case "compare":
            return [{"tag": tag, "speaker": speakers} for tag in tags]
        case "search" | "suggest" | "search_feed" | "search_feed_atom" | "search_feed_json":
            found = [{"q": title[:20]} for title in titles[:1]] + [{"speaker": slug} for slug in speakers[:1]]
            return [*found, *({"kind": "statements", "q": title[:1]} for title in titles[:1])]
    return [{}]


def addresses():
    """(path, query string) of every public page, feed, sitemap, list and file of the stored rows."""
    for name in names():
        if name == "articles:report":
            paths = [
                report.get_absolute_url() for report in Report.objects.published().select_related("section")
            ]
        else:
            paths = {reverse(name, kwargs=values) for values in arguments(name)}
        for path in paths:
            for query in queries(name):
                yield path, query


def check(response):
    """Parse the response by its content type."""
    text = b"".join(response).decode()
    kind = response["Content-Type"].partition(";")[0]
    assert UNPRINTABLE.search(text) is None
    if kind.endswith("xml"):
        etree.fromstring(text.encode())
    elif kind.endswith("json"):
        json.loads(text)
    elif kind == "text/csv":
        list(csv.reader(StringIO(text), strict=True))


def made(**values):
    """Draft with a statement."""
    words = "孙刚表示，要主动接受监督。"
    return Draft(
        **{"title": "检察机关开展公益诉讼"} | values,
        body=(Paragraph(words, (1,)),),
        people=(Person("孙刚", ("检察长",), "丹东市人民检察院", speaks=True),),
        statements=(Statement("孙刚", words),),
    )


#: What broke pages before.
SECTIONS = [
    made(section=name) for name in ("한국어", "Новости", "ئۇيغۇرچە", "བོད་ཡིག", "ᠮᠣᠩᠭᠣᠯ", "🙂", "admin")
]
TITLES = [
    made(title=title, tags=(title,)) for title in ("要\uffff闻", "……", "！！", "\u0301", "]]>&#12;", "=1+1")
]
YEARS = [made(published_at=f"{year:04}-12-31T23:59") for year in (1, 24, 1900, 2019, 9999)]


def draw_everything():
    client = Client()
    for path, query in addresses():
        response = client.get(path, query, follow=True)
        assert response.status_code == 200, (path, query)
        check(response)
        if path.endswith(".html"):  # once more, with what is kept of the report
            assert client.get(path).content == response.content, path


@settings(
    max_examples=EXAMPLES,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink one takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(drafts(), min_size=1, max_size=TOGETHER))
@example(SECTIONS)
@example(TITLES)
@example(YEARS)
def test_every_page_renders_any_stored_value(read):
    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(keeping.keeper, "is_on", True)
        publish(read)
        draw_everything()
        transaction.set_rollback(True)
