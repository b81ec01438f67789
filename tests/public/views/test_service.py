"""Photos, robots.txt, health check and error pages."""

from io import BytesIO

import pytest
from django.db import OperationalError, connection
from django.template.loader import render_to_string
from PIL import Image

from tests.builders import drawn, make_photo, make_published, make_report, make_source, make_withdrawn

pytestmark = pytest.mark.django_db


def picture(response):
    return Image.open(BytesIO(b"".join(response)))


# --- Photos


def test_a_photo_of_a_published_report_is_served(client):
    photo = make_photo(make_published())
    response = client.get(photo.file.url)
    assert (response["Content-Type"], picture(response).size) == ("image/png", (1, 1))


@pytest.mark.parametrize("make", [make_report, make_withdrawn])
def test_a_photo_of_a_report_that_is_not_live_is_404(client, make):
    photo = make_photo(make())
    assert client.get(photo.file.url).status_code == 404


def test_staff_see_a_photo_before_it_is_public(client, reporter):
    photo = make_photo(make_report())
    client.force_login(reporter)
    response = client.get(photo.file.url)
    assert picture(response).size == (1, 1)
    assert response["Cache-Control"] == "private, no-store"


def test_a_photo_of_a_draft_is_404_for_accounts_without_permission(client, stranger):
    photo = make_photo(make_report())
    client.force_login(stranger)
    assert client.get(photo.file.url).status_code == 404


def test_a_file_without_a_photo_row_is_404(client, settings, reporter):
    settings.MEDIA_ROOT.mkdir(parents=True)
    (settings.MEDIA_ROOT / "secret.txt").write_text("geheim", encoding="utf-8")
    client.force_login(reporter)
    assert client.get("/media/secret.txt").status_code == 404


@pytest.mark.parametrize("name", ["../db.sqlite3", "%2e%2e/db.sqlite3", "%00", "", "x" * 5000, "photos/"])
def test_a_name_that_no_photo_can_have_is_404(client, name):
    make_source()
    assert client.get(f"/media/{name}").status_code == 404


def test_a_photo_whose_file_is_missing_is_404(client):
    photo = make_photo(make_published())
    photo.file.storage.delete(photo.file.name)
    assert client.get(photo.file.url).status_code == 404


@pytest.mark.parametrize("name", ["evil.svg", "evil.html", "evil.png"])
def test_a_photo_that_is_no_image_is_404(client, name):
    photo = make_photo(make_published(), name, content=b"<svg onload='alert(1)'/>")
    assert client.get(photo.file.url).status_code == 404


@pytest.mark.parametrize("make", [make_report, make_withdrawn])
def test_a_rendition_of_a_photo_that_is_not_live_is_404(client, make):
    photo = make_photo(make(), "a.png", content=drawn(600, 400))
    assert client.get(f"{photo.file.url}/480.webp").status_code == 404


def test_a_rendition_has_the_width_in_its_url(client):
    photo = make_photo(make_published(), "a.png", content=drawn(600, 400))
    response = client.get(f"{photo.file.url}/480.webp")
    assert (response["Content-Type"], picture(response).size) == ("image/webp", (480, 320))


@pytest.mark.parametrize(
    "ending", ["481.webp", "960.webp", "480.jpg", "480.exe", "0.webp", "600.webp/9.webp"]
)
def test_a_rendition_of_another_width_or_kind_is_404_and_not_made(client, settings, ending):
    photo = make_photo(make_published(), "a.png", content=drawn(600, 400))
    assert client.get(f"{photo.file.url}/{ending}").status_code == 404
    assert not (settings.MEDIA_ROOT / "renditions").exists()


# --- Robots and health


def test_robots_txt_names_the_sitemap(client):
    assert b"Sitemap: https://news.example.gov.cn/sitemap.xml" in client.get("/robots.txt").content


def test_robots_txt_disallows_the_admin(client):
    assert b"Disallow: /admin/\n" in client.get("/robots.txt").content


def test_healthz_is_200_while_the_database_answers(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


def test_healthz_is_503_when_the_database_is_gone(client, monkeypatch):
    def gone(*args, **kwargs):
        raise OperationalError("no route to the host db.internal")

    monkeypatch.setattr(connection, "cursor", gone)
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (503, b"unavailable")


def test_healthz_is_never_cached(client):
    assert "no-store" in client.get("/healthz")["Cache-Control"]


# --- Errors


def test_the_404_page_has_a_search_form(client):
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert 'role="search"' in response.text


def test_the_500_page_makes_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert "<h1>" in render_to_string("500.html")


def test_the_footer_prints_only_what_is_set(client, settings):
    settings.SITE_ICP = "京ICP备00000000号"
    page = client.get("/").text
    assert '<a href="https://beian.miit.gov.cn/" rel="noopener">京ICP备00000000号</a>' in page
    assert "SiteIDCode" not in page
