"""Behaviour common to all endpoints of the API."""

import json

import pytest

from tests.admin.forms import nothing_written
from tests.builders import make_published, make_report, make_said, make_speaker

pytestmark = pytest.mark.django_db


def test_scripts_of_other_sites_are_allowed(client):
    assert client.get("/api/reports")["Access-Control-Allow-Origin"] == "*"


def test_head_is_answered_like_get(client):
    assert client.head("/api/reports").status_code == 200


def test_a_post_is_405(client):
    with nothing_written():
        assert client.post("/api/reports", {}).status_code == 405


def test_chinese_characters_are_written_as_they_are(client):
    make_published("公益诉讼")
    assert "公益诉讼" in client.get("/api/reports").content.decode()


def test_a_404_is_json(client):
    assert json.loads(client.get("/api/reports/1").content) == {"detail": "Not Found"}


def test_pages_contain_each_row_once(client):
    reports = [make_published(f"报道{number}").pk for number in range(5)]
    seen, address = [], "/api/reports?page_size=2"
    while address:
        page = client.get(address).json()
        seen += [report["id"] for report in page["results"]]
        address = page["next"]
    assert seen == reports[::-1]


def test_a_new_report_does_not_shift_the_next_page(client):
    first = make_published()
    make_published()
    page = client.get("/api/reports?page_size=1").json()
    make_published()
    assert [report["id"] for report in client.get(page["next"]).json()["results"]] == [first.pk]


def test_the_next_page_keeps_the_filters(client):
    speaker = make_speaker(slug="sun-gang")
    for _ in range(2):
        make_said(speaker=speaker)
    make_published()
    page = client.get("/api/reports?speaker=sun-gang&page_size=1").json()
    assert len(client.get(page["next"]).json()["results"]) == 1


@pytest.mark.parametrize("address", ["reports", "statements", "speakers", "search?q=公益", "popolo.json"])
def test_the_queries_of_a_list_do_not_depend_on_its_length(client, address, django_assert_max_num_queries):
    for number in range(6):
        make_said(f"孙刚表示，公益诉讼很重要。{number}", tags=[f"标签{number}"], speaker=make_speaker())
    with django_assert_max_num_queries(7):
        response = client.get(f"/api/{address}")
        b"".join(response) if response.streaming else response.content


def test_a_draft_is_404_by_its_id(client):
    assert client.get(f"/api/reports/{make_report().pk}").status_code == 404
