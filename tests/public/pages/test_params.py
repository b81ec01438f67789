"""Unknown parameters make no page of their own, and no page prints them."""

from urllib.parse import urlencode

import pytest
from django.urls import get_resolver

from articles.public import api
from articles.public.pages.params import Params, params_of
from articles.search import SearchParams
from tests.builders import make_published, make_section, make_speaker, make_tag

SOME = Params(("q", "page"), {"speaker": 2})


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ""),
        ("page=2", "page=2"),
        ("page=2&q=a", "q=a&page=2"),
        ("utm_source=mail&page=2&x=", "page=2"),
        ("page=1&page=2", "page=2"),
        ("q=", "q="),
        ("q=a%20b", "q=a+b"),
        ("speaker=a&speaker=b&speaker=a&speaker=c", "speaker=a&speaker=b"),
        ("&&=&=x&;", ""),
    ],
)
def test_the_query_that_a_page_knows(query, expected):
    assert SOME.canonical(query) == expected
    assert SOME.canonical(expected) == expected


def test_the_address_of_a_search_is_canonical():
    params = SearchParams("公益 诉讼", "newest", "statements", {"year": "2019", "tag": "封存"})
    query = params.query_string()[1:]
    assert params_of(view("search")).canonical(query) == query


def test_the_interface_declares_the_parameters_that_it_describes():
    paths = api.api.get_openapi_schema(path_prefix="/")["paths"]
    described = {
        path.removeprefix("/"): {
            each["name"] for each in get["get"].get("parameters", []) if each["in"] == "query"
        }
        for path, get in paths.items()
    }
    declared = {name: set(params.names) for name, params in api.PARAMS.items()}
    assert declared == {name: names for name, names in described.items() if names}


def view(name):
    patterns = get_resolver("articles.public.urls").url_patterns
    return next(pattern.callback for pattern in patterns if pattern.name == name)


@pytest.mark.django_db
def test_no_link_carries_an_unknown_parameter(client):
    section = make_section(slug="yaowen")
    for number in range(21):
        make_published(f"报道{number}", section=section)
    text = client.get("/reports/?secret=1&page=1").content.decode()
    assert "page=2" in text
    assert "secret" not in text


@pytest.mark.django_db
def test_the_interface_links_no_unknown_parameter(client):
    for number in range(2):
        make_published(f"报道{number}")
    following = client.get("/api/reports?page_size=1&secret=1").json()["next"]
    assert "cursor=" in following
    assert "secret" not in following


@pytest.mark.django_db
def test_a_third_speaker_is_still_one_too_many(client):
    make_published(tags=[make_tag("封存")])
    people = [make_speaker(slug=slug).slug for slug in ("a", "b", "c")]
    query = urlencode({"tag": "封存", "speaker": people}, doseq=True)
    assert client.get(f"/compare/?{query}").context["wrong"]


@pytest.mark.on_both_databases
def test_unknown_parameters_lead_to_the_same_page(visitor):
    make_published()
    answers = [visitor.get(f"/{query}") for query in ("", "?utm_source=a", "?b=1&b=2")]
    assert answers[0] == answers[1] == answers[2]
    assert visitor.asked == ["/"]
    assert len(visitor.front.store.period.pages) == 1


def test_a_repeated_parameter_is_its_last(visitor):
    visitor.get("/search/?q=a&q=b")
    assert visitor.asked == ["/search/?q=b"]


def test_an_address_that_is_too_long_makes_no_entry(visitor):
    assert visitor.get(f"/search/?q={'a' * 1000}").status == 200
    assert not visitor.front.store.period.pages
