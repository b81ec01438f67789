"""Photos, robots.txt, the state of health, and the pages of errors."""

import pytest
from django.db import OperationalError, connection
from django.template.loader import render_to_string

from tests.builders import PIXEL, make_photo, make_published, make_report, make_source, make_withdrawn

pytestmark = pytest.mark.django_db


def content(response):
    return b"".join(response)


# --- Photos


def test_a_photo_of_a_published_report_is_served(client):
    photo = make_photo(make_published())
    assert content(client.get(photo.file.url)) == PIXEL


@pytest.mark.parametrize("make", [make_report, make_withdrawn])
def test_a_photo_of_a_report_that_is_not_live_is_not_found(client, make):
    photo = make_photo(make())
    assert client.get(photo.file.url).status_code == 404


def test_staff_see_a_photo_before_it_is_public(client, reporter):
    photo = make_photo(make_report())
    client.force_login(reporter)
    response = client.get(photo.file.url)
    assert content(response) == PIXEL
    assert response["Cache-Control"] == "private, no-store"


def test_a_stranger_sees_no_photo_before_it_is_public(client, stranger):
    photo = make_photo(make_report())
    client.force_login(stranger)
    assert client.get(photo.file.url).status_code == 404


def test_a_file_that_is_no_photo_s_is_not_found(client, settings, reporter):
    settings.MEDIA_ROOT.mkdir(parents=True)
    (settings.MEDIA_ROOT / "secret.txt").write_text("geheim", encoding="utf-8")
    client.force_login(reporter)
    assert client.get("/media/secret.txt").status_code == 404


@pytest.mark.parametrize("name", ["../db.sqlite3", "%2e%2e/db.sqlite3", "%00", "", "x" * 5000, "photos/"])
def test_a_name_that_is_no_photo_s_is_not_found(client, name):
    make_source()
    assert client.get(f"/media/{name}").status_code == 404


def test_a_photo_whose_file_is_lost_is_not_found(client):
    photo = make_photo(make_published())
    photo.file.storage.delete(photo.file.name)
    assert client.get(photo.file.url).status_code == 404


@pytest.mark.parametrize("name", ["evil.svg", "evil.html", "evil.js"])
def test_a_file_that_could_carry_a_script_is_only_offered_for_download(client, name):
    photo = make_photo(make_published(), name, content=b"<svg onload='alert(1)'/>")
    response = client.get(photo.file.url)
    content(response)
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")


# --- Robots and health


def test_robots_are_told_of_the_site_map(client):
    assert b"Sitemap: https://news.example.gov.cn/sitemap.xml" in client.get("/robots.txt").content


def test_robots_are_kept_from_the_desk(client):
    assert b"Disallow: /admin/\n" in client.get("/robots.txt").content


def test_the_site_is_well_while_the_database_answers(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


def test_the_site_is_not_well_when_the_database_is_gone(client, monkeypatch):
    def gone(*args, **kwargs):
        raise OperationalError("no route to the host db.internal")

    monkeypatch.setattr(connection, "cursor", gone)
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (503, b"unavailable")


def test_the_state_of_health_is_never_kept(client):
    assert "no-store" in client.get("/healthz")["Cache-Control"]


# --- Errors


def test_the_page_of_what_is_not_found_has_a_search(client):
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert 'role="search"' in response.content.decode()


def test_the_page_of_a_fault_needs_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert "<h1>" in render_to_string("500.html")


def test_the_footer_prints_only_what_is_set(client, settings):
    settings.SITE_ICP = "京ICP备00000000号"
    page = client.get("/").content.decode()
    assert '<a href="https://beian.miit.gov.cn/" rel="noopener">京ICP备00000000号</a>' in page
    assert "SiteIDCode" not in page
