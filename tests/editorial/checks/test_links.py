"""Checks of links and pictures."""

import pytest

from articles.editorial.checks import Manuscript
from articles.editorial.checks.links import (
    dead_links,
    is_address,
    links_to_unpublished,
    pictures_missing,
    pictures_without_words,
)
from articles.editorial.checks.manuscript import Link, Picture


@pytest.mark.parametrize(
    "address",
    [
        *(
            "",
            "#",
            "#top",
            "a.html",
            "../a",
            "javascript:alert(1)",
            "http://",
            "https://localhost/",
            "http://[1",
        ),
        *(
            "http://127.0.0.1:8000/a",
            "http://192.168.1.2/",
            "http://10.0.0.1",
            "file:///C:/a.doc",
            "http://oa",
        ),
        *("http://www.intra.local/", "ftp://a.cn/", "mailto:", "mailto:a", "C:\\a.doc", "https://a b.cn"),
    ],
)
def test_a_link_that_cannot_work_is_found(address):
    link = Link("paragraph:0", "详情", 3, address)
    [finding] = dead_links(Manuscript(links=(link,)))
    assert (finding.words, finding.start) == ("详情", 3)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.spp.gov.cn/a?b=1#c",
        "http://xn--fiqs8s.cn",
        "https://最高检.中国/",
        "/search/",
        "//a.cn/",
        "mailto:a@b.cn",
    ],
)
def test_a_link_that_can_work_passes(address):
    assert is_address(address)


@pytest.mark.parametrize(("leads", "number"), [(False, 1), (True, 0)])
def test_a_link_to_what_readers_do_not_see_is_found(leads, number):
    link = Link("paragraph:0", "详情", 0, "/news/201908/t20190806_1.html", leads)
    assert len(list(links_to_unpublished(Manuscript(links=(link,))))) == number


def test_a_dead_link_is_reported_once():
    link = Link("paragraph:0", "详情", 0, "", leads=False)
    assert not list(links_to_unpublished(Manuscript(links=(link,))))


@pytest.mark.parametrize(
    ("picture", "found"),
    [
        (Picture("photo:1", "会场"), True),
        (Picture("photo:1", "会场", " "), True),
        (Picture("photo:1", "会场", "会场全景"), False),
        (Picture("photo:1", "会场", here=False), False),
    ],
)
def test_a_picture_needs_words_in_its_place(picture, found):
    assert bool(list(pictures_without_words(Manuscript(pictures=(picture,))))) is found


@pytest.mark.parametrize("here", [True, False])
def test_a_caption_without_its_picture_is_found(here):
    assert bool(list(pictures_missing(Manuscript(pictures=(Picture("photo:1", here=here),))))) is not here
