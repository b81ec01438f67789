"""Photos on the page of a report."""

import re

import pytest

from tests.builders import drawn, make_photo, make_published
from tests.markup import without_indentation

pytestmark = pytest.mark.django_db


def test_a_photo_is_shown_with_its_caption(client):
    report = make_published()
    photo = make_photo(report, caption="会议现场", alt="人们坐在桌边")
    page = client.get(report.get_absolute_url()).text
    assert re.search(rf'<img src="{photo.file.url}"[^>]* alt="人们坐在桌边"', page)
    assert "<figcaption>会议现场</figcaption>" in page


def test_a_photo_has_width_and_height_attributes(client):
    report = make_published()
    make_photo(report, content=drawn(600, 400), name="a.png")
    assert 'width="600" height="400"' in without_indentation(client.get(report.get_absolute_url()).text)


def test_a_photo_has_a_srcset(client):
    report = make_published()
    url = make_photo(report, content=drawn(600, 400), name="a.png").file.url
    assert f'srcset="{url}/480.webp 480w, {url}/600.webp 600w"' in client.get(report.get_absolute_url()).text


def test_only_photos_below_the_first_are_lazy(client):
    report = make_published(paragraphs=["一段。", "二段。"])
    for place in (0, 1):
        make_photo(report, f"{place}.png", content=drawn(9, 9), before=place)
    page = client.get(report.get_absolute_url()).text
    assert [page.count(how) for how in ('loading="lazy"', 'fetchpriority="high"')] == [1, 1]


@pytest.mark.parametrize(("width", "shown"), [(299, False), (300, True)])
def test_og_image_is_omitted_for_a_narrow_photo(client, width, shown):
    report = make_published()
    make_photo(report, "a.png", content=drawn(width, 200))
    assert ('property="og:image"' in client.get(report.get_absolute_url()).text) == shown


def test_a_photo_that_is_no_image_is_not_shown(client):
    report = make_published()
    report.cover = make_photo(report, content=b"<svg/>", caption="没有图")
    report.save()
    home, page = (client.get(address).text for address in ("/", report.get_absolute_url()))
    assert ["<img" in home, "<img" in page, "没有图" in page] == [False, False, False]


def test_a_caption_without_its_photo_is_not_shown(client):
    report = make_published()
    make_photo(report, caption="没有图", content=None)
    assert "没有图" not in client.get(report.get_absolute_url()).text
