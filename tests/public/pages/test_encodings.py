"""Content codings: which one is sent, with an ETag of its own, and what a 304 says."""

import pytest

from articles.public.pages.encodings import accepted, decode, encode
from articles.public.pages.page import Page, may_be_kept
from tests.builders import make_published

ACCEPTED = {
    "": "identity",
    "gzip": "gzip",
    "x-gzip": "gzip",
    "gzip, deflate, br, zstd": "br",
    "br;q=0.5, gzip;q=0.8": "gzip",
    "gzip;q=0": "identity",
    "gzip;q=0.1": "gzip",
    "gzip;q=0.5, identity;q=0.6": "identity",
    "*": "br",
    "*;q=0": None,
    "identity;q=0": None,
    "identity;q=0, gzip": "gzip",
    "*;q=0, identity": "identity",
    "deflate": "identity",
    "GZIP ; Q=1.0": "gzip",
    "gzip;q=nonsense, br": "br",
    "gzip, " * 100: "identity",
}


@pytest.mark.parametrize("header", ACCEPTED)
def test_the_coding_that_a_client_likes_best(header):
    assert accepted(header) == ACCEPTED[header]


@pytest.mark.parametrize("coding", ["identity", "gzip", "br"])
def test_what_was_encoded_is_decoded(coding):
    assert decode(encode("发言".encode() * 500, coding), coding) == "发言".encode() * 500


def page(content=b"x" * 1000, **headers):
    return Page("key", "200 OK", [("ETag", '"abc"'), *headers.items()], {"identity": content}, 0)


def test_each_coding_has_an_etag_of_its_own():
    tags = {coding: page().variant(coding).etag for coding in ("identity", "gzip", "br")}
    assert tags == {"identity": '"abc"', "gzip": '"abc-gzip"', "br": '"abc-br"'}


def test_short_content_is_not_compressed():
    assert page(b"short").variant("br").etag == '"abc"'


def test_one_coding_is_made_of_another():
    made = page()
    made.forget_others(made.variant("br"))
    assert made.variant("gzip").body != made.variant("br").body
    assert made.variant("identity").body == [b"x" * 1000]


UNCHANGED = ['"abc"', 'W/"abc"', '"other", "abc"', "*", ' "other" ,W/"abc" ', '"a,b", "abc"']
CHANGED = ['"abc-gzip"', '"other"', "abc", '"ABC"', "", '"', "W/", '"' * 500]


@pytest.mark.parametrize("header", UNCHANGED)
def test_a_page_that_a_client_has_is_not_sent_again(header):
    assert page().variant("identity").is_unchanged(header)


@pytest.mark.parametrize("header", CHANGED)
def test_a_page_that_a_client_lacks_is_sent(header):
    assert not page().variant("identity").is_unchanged(header)


KEPT = {"Cache-Control": "max-age=60, public"}


@pytest.mark.parametrize(
    ("status", "more", "expected"),
    [
        ("200 OK", {}, True),
        ("301 Moved Permanently", {}, True),
        ("302 Found", {}, True),
        ("410 Gone", {}, True),
        ("404 Not Found", {}, False),
        ("500 Internal Server Error", {}, False),
        ("206 Partial Content", {}, False),
        ("200 OK", {"Set-Cookie": "a=b"}, False),
        ("200 OK", {"Cache-Control": "max-age=60"}, False),
        ("200 OK", {"Cache-Control": "public, no-store"}, False),
        ("200 OK", {"Cache-Control": "public, private"}, False),
        ("200 OK", {"Vary": "Accept-Encoding"}, True),
        ("200 OK", {"Vary": "Accept-Encoding, Cookie"}, False),
        ("200 OK", {"Vary": "*"}, False),
        ("200 OK", {"Content-Encoding": "gzip"}, False),
        ("200 OK", {"Content-Security-Policy": "script-src 'self' 'nonce-abc'"}, False),
    ],
)
def test_what_is_the_same_for_everyone_is_kept(status, more, expected):
    assert may_be_kept(status, (KEPT | more).items()) is expected


def test_a_304_has_no_content_and_no_header_of_it(visitor):
    make_published()
    first = visitor.get("/", accept_encoding="br")
    again = visitor.get("/", accept_encoding="br", if_none_match=first.headers["ETag"])
    assert (again.status, again.content) == (304, b"")
    assert not {"Content-Length", "Content-Type", "Content-Encoding"} & again.headers.keys()
    kept = ("ETag", "Vary", "Cache-Control", "Content-Security-Policy")
    assert {name: again.headers[name] for name in kept} == {name: first.headers[name] for name in kept}
    assert visitor.asked == ["/"]


def test_the_first_request_of_a_page_can_be_a_304(visitor):
    tag = visitor.get("/").headers["ETag"]
    visitor.front.store.period.pages.clear()
    visitor.front.store.period.aliases.clear()
    assert visitor.get("/", if_none_match=tag).status == 304


def test_all_codings_say_the_same(visitor):
    make_published("检察开放日" * 20)
    plain = visitor.get("/")
    packed = {coding: visitor.get("/", accept_encoding=coding) for coding in ("gzip", "br")}
    assert {answer.text for answer in packed.values()} == {plain.text}
    assert {name: answer.headers["Content-Encoding"] for name, answer in packed.items()} == {
        "gzip": "gzip",
        "br": "br",
    }
    assert {answer.headers["Vary"] for answer in (plain, *packed.values())} == {"Accept-Encoding"}
    assert visitor.asked == ["/"]


def test_who_takes_no_coding_of_ours_is_told_so(visitor):
    assert visitor.get("/", accept_encoding="identity;q=0").status == 406
    assert visitor.asked == []


def test_who_takes_no_coding_of_ours_gets_no_body_on_head(visitor):
    assert visitor.get("/", method="HEAD", accept_encoding="identity;q=0").content == b""
