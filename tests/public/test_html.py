"""Every public page is valid HTML, and small."""

import gzip
import re
from collections import Counter
from pathlib import Path

import html5lib
import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from tests.builders import drawn, make_photo, make_published, make_statement, make_withdrawn
from tests.public.test_addresses import ADDRESSES, address_of, make_complete

pytestmark = pytest.mark.django_db

PAGES = (
    "home",
    "reports",
    "month",
    "section",
    "report",
    "speakers",
    "speaker",
    "organisation",
    "tags",
    "tag",
    "search",
)
#: As the standard wants it: to the second, or with no more than thousandths.
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d{1,3})?[+-]\d\d:\d\d)?")
LIGHT = 60_000  # bytes of a report's page, style and scripts; pictures come on top


def parsed(html):
    """Parse a page strictly; raises ParseError at the first error."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)


def faults(html):
    """Errors that a parser accepts and a validator reports."""
    tree = parsed(html)
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id"))
    named = {name for element in tree.iter() for name in (element.get("aria-labelledby") or "").split()}
    return {
        "ids twice": [name for name, number in ids.items() if number > 1],
        "names of nothing": sorted(named - set(ids)),
        "labels of nothing": [e.get("for") for e in tree.iter("label") if e.get("for") not in ids],
        "moments": [e.get("datetime") for e in tree.iter("time") if not MOMENT.fullmatch(e.get("datetime"))],
        "pictures without words": [e.get("src") for e in tree.iter("img") if not e.get("alt")],
        "headings of the first rank": ["h1"] * abs(len(list(tree.iter("h1"))) - 1),
    }


def none(found):
    return {what: places for what, places in found.items() if places} == {}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_valid_html(client, name):
    report = make_complete(make_published)
    make_photo(report, "b.png", content=drawn(600, 400), alt="人们坐在桌边", caption="会场")
    report.cover.delete()
    assert none(faults(client.get(address_of(name, report)).content.decode()))


def test_validated_pages_are_url_names():
    assert set(PAGES) <= set(ADDRESSES)


def test_the_404_page_is_valid_html(client):
    assert none(faults(client.get("/nowhere/").content.decode()))


def test_the_notice_of_a_withdrawn_report_is_valid_html(client):
    assert none(faults(client.get(make_withdrawn().get_absolute_url()).content.decode()))


def test_the_500_page_is_valid_html():
    assert none(faults(render_to_string("500.html")))


def test_a_report_page_with_its_assets_is_small(client):
    words = [f"孙刚表示，{'要主动接受监督，' * 25}这是第{number}点。" for number in range(12)]
    report = make_published(paragraphs=words, tags=["公益诉讼", "听证"])
    for text in words:
        make_statement(report, text)
    page = client.get(report.get_absolute_url()).content.decode()
    loaded = [finders.find(name) for name in re.findall(r'(?:src|href)="/static/([^"]+)"', page)]
    assert len(loaded) > 3  # icon, style sheet, scripts
    sent = [gzip.compress(Path(file).read_bytes()) for file in loaded]  # as WhiteNoise sends them
    assert len(page.encode()) + sum(map(len, sent)) < LIGHT
