"""Which file holds the page of an address."""

from pathlib import PurePosixPath

import pytest
from django.urls import NoReverseMatch, reverse
from hypothesis import given
from hypothesis import strategies as st

from articles.public.static_site.addresses import NoFile, file_name, file_of, is_long, served_as

NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=130)


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/", "index.html"),
        ("/reports/", "reports/index.html"),
        ("/reports/?page=2", "reports/index.page-2.html"),
        ("/yinbi/201908/t20190806_7.html", "yinbi/201908/t20190806_7.html"),
        ("/tags/%E5%B0%81%E5%AD%98/", "tags/封存/index.html"),
        ("/feed/", "feed/index.xml"),
        ("/feed/json/", "feed/json/index.json"),
        ("/tags/feed/", "tags/feed/index.html"),
        ("/tags/feed/feed/atom/", "tags/feed/feed/atom/index.xml"),
        ("/sitemap.xml", "sitemap.xml"),
        ("/sitemap-reports.xml?p=2", "sitemap-reports.xml.p-2"),
        ("/speakers/sun-gang/statements.csv", "speakers/sun-gang/statements.csv"),
        ("/api/", "api/index.json"),
        ("/api/reports", "api/reports.json"),
        ("/api/reports?cursor=9", "api/reports.cursor-9.json"),
        ("/api/reports/9", "api/reports/9.json"),
        ("/api/openapi.json", "api/openapi.json"),
        ("/media/photos/2019/08/a.jpg", "media/photos/2019/08/a.jpg/widest.jpg"),
        ("/media/photos/2019/08/a.png/480.webp", "media/photos/2019/08/a.png/480.webp"),
    ],
)
def test_the_file_of_an_address(address, path):
    assert file_of(address) == path


@pytest.mark.parametrize(
    "address",
    [
        "/search/?q=a",
        "/reports/?page=2&page=3",
        "/reports/?page=0",
        "/tags/../../etc/passwd",
        "/tags/%2e%2e/",
        "/tags/..%2fx/",
        "/tags/.gone/",
        "/tags/~x/",
        "/tags/a%00b/",
        '/tags/a"b/',
        "//",
    ],
)
def test_an_address_that_has_no_file(address):
    with pytest.raises(NoFile):
        file_of(address)


@given(NAMES, NAMES)
def test_no_name_leads_out_of_the_folder(first, second):
    try:
        path = file_of(f"/tags/{first}/{second}")
    except NoFile:
        return
    parts = PurePosixPath(path).parts
    assert not PurePosixPath(path).is_absolute()
    assert not {"..", "."} & set(parts)
    assert "\0" not in path


@given(st.text(st.characters(categories=["L", "N"], include_characters="-_"), min_size=1, max_size=120))
def test_every_slug_has_a_name_that_a_file_system_takes(slug):
    try:
        address = reverse("articles:tag", args=[slug])
    except NoReverseMatch:  # a number such as ½, which is no word of a slug
        return
    assert all(len(name.encode()) <= 255 for name in file_of(address).split("/"))


def test_a_long_chinese_slug_is_hashed():
    address = reverse("articles:tag", args=["检" * 100])
    path, served = served_as(address)
    assert is_long(address)
    assert path == f"/tags/{'检' * 100}/"
    assert f"{served.strip('/')}/index.html" == file_of(address)


def test_two_long_slugs_have_two_files():
    assert file_name("检" * 100) != file_name("检" * 99 + "察")
