"""Any Host, Accept-Encoding, path and query string: no 500, and no page that another reader gets."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from tests.builders import make_published
from tests.public.pages.visitor import HOST, ask

#: What a server may hand on: bytes read as Latin-1.
ANYTHING = st.text(st.characters(max_codepoint=255), max_size=300)
#: What such servers let through in a header.
HEADER = st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=300)
QUERY = st.one_of(
    ANYTHING,
    st.lists(st.tuples(st.sampled_from(["q", "page", "tag", "x", "sort"]), ANYTHING), max_size=8).map(
        lambda pairs: "&".join(f"{name}={value}" for name, value in pairs)
    ),
)
PATH = st.one_of(st.sampled_from(["/", "/search/", "/reports/", "/api/reports", "/oembed/"]), ANYTHING)
OK = {200, 301, 302, 304, 400, 404, 406, 410, 422, 501}


def raw(front, path, query, host, **headers):
    """A request whose path and query are put into the environment as they are."""

    def application(environ, start_response):
        environ |= {"PATH_INFO": path, "QUERY_STRING": query}
        return front(environ, start_response)

    return ask(application, "/", host=host, **headers)


@how(suppress_health_check=[*HealthCheck], max_examples=60)
@given(path=PATH, query=QUERY, headers=st.tuples(HEADER, HEADER, HEADER))
def test_no_request_is_an_error_or_spoils_a_page(visitor, path, query, headers):
    honest = visitor.get("/")
    host, coding, tags = headers
    for name in (host, HOST):
        answer = raw(visitor.front, path, query, name, accept_encoding=coding, if_none_match=tags)
        assert answer.status in OK
    assert visitor.get("/").content == honest.content
    assert {page.key[2] for page in visitor.front.store.period.pages.values()} <= {HOST}


@pytest.mark.parametrize("length", [1_000, 100_000, 3_000_000])
@pytest.mark.parametrize("query", ["q={}", "page={}", "{}={}", "{}", "&{}"])
def test_a_query_string_of_any_length_is_answered(visitor, query, length):
    make_published()
    address = f"/search/?{query.replace('{}', 'a' * length)}"
    assert visitor.get(address).status in {200, 400, 404}
    assert sum(page.size for page in visitor.front.store.period.pages.values()) < 100_000


def test_many_parameters_are_answered(visitor):
    assert visitor.get(f"/search/?{'&'.join(f'a{n}=1' for n in range(6000))}").status == 400


def test_a_flood_of_addresses_stays_within_the_budget(visitor):
    visitor.front.store.budget = 1_000_000
    for number in range(100):
        visitor.get(f"/search/?q={number}", host=HOST)
    assert 0 < visitor.front.store.period.size <= 1_000_000
