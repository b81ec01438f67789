"""The desk speaks its user's language; a public page is the same for everyone."""

import pytest

pytestmark = pytest.mark.django_db

ENGLISH = {"accept-language": "en"}
LOGIN = "/admin/login/"


def test_a_public_page_says_that_it_never_varies(client):
    assert not {"accept-language", "cookie"} & vary(client.get("/", headers=ENGLISH))


def test_a_public_page_is_in_the_language_of_the_site(client):
    assert client.get("/", headers=ENGLISH).headers["Content-Language"] == "zh-hans"


def test_a_public_page_is_the_same_for_everyone(client, chief):
    before = client.get("/").content
    client.force_login(chief)
    client.cookies["django_language"] = "en"
    assert client.get("/", headers=ENGLISH).content == before


def test_a_public_page_sets_no_cookie(client):
    assert not client.get("/").cookies


def test_the_desk_is_in_chinese_where_nothing_is_asked(client):
    assert client.get(LOGIN).headers["Content-Language"] == "zh-hans"


def test_the_desk_follows_the_browser(client):
    response = client.get(LOGIN, headers=ENGLISH)
    assert response.headers["Content-Language"] == "en"
    assert "accept-language" in vary(response)


def vary(response):
    return {name.strip().lower() for name in response.headers.get("Vary", "").split(",")}


@pytest.mark.parametrize("address", ["/", "/nothing/", "/feed/"])
def test_a_reader_gets_the_headers_that_an_account_gets(client, chief, address):
    readers = headers_of(client.get(address))
    client.force_login(chief)
    assert readers == headers_of(client.get(address))


@pytest.mark.parametrize("address", ["/media/x.jpg", "/preview/1/"])
def test_what_answers_by_who_asks_says_so(client, address):
    assert "cookie" in vary(client.get(address))


def test_a_post_without_a_token_is_refused_everywhere(client):
    client.handler.enforce_csrf_checks = True
    assert client.post(LOGIN).status_code == 403
    assert client.post("/").status_code in (403, 405)


def headers_of(response):
    """The headers without the order of the words in the policy."""
    return {name: sorted(value.split("; ")) for name, value in response.headers.items()}
