"""Sanitizing and plain text of bodies."""

import pytest

from articles.models import Report
from articles.models.body import from_paragraphs, paragraphs, plain_text


def clean(html):
    return Report._meta.get_field("body").clean(html, None)


@pytest.mark.parametrize(
    "html",
    [
        "<p>一<strong>二</strong><em>三</em></p>",
        "<h2>一</h2><h3>二</h3>",
        "<ul><li><p>一</p></li></ul><ol><li><p>二</p></li></ol>",
        "<blockquote><p>一</p></blockquote>",
        '<p><a href="https://example.gov.cn/">一</a></p>',
        "<table><tbody><tr><th><p>一</p></th><td><p>二</p></td></tr></tbody></table>",
        '<figure><img src="/media/photos/a.jpg" alt="一"><figcaption>二</figcaption></figure>',
    ],
)
def test_sanitizing_keeps_allowed_html(html):
    assert clean(html) == html


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>一</p><script>alert(1)</script>", "<p>一</p>"),
        ('<p onclick="alert(1)" style="color:red" class="x">一</p>', "<p>一</p>"),
        ('<p><a href="javascript:alert(1)">一</a></p>', "<p><a>一</a></p>"),
        ('<p><img src="x" onerror="alert(1)">一</p>', '<p><img src="x">一</p>'),
        ("<p>一</p><iframe src='//evil.example'></iframe>", "<p>一</p>"),
        ("<p>一<!-- <b> --></p><style>p{}</style>", "<p>一</p>"),
        ("<svg><script>alert(1)</script></svg><p>一</p>", "<p>一</p>"),
    ],
)
def test_sanitizing_removes_everything_else(html, left):
    assert clean(html) == left


def test_each_innermost_block_is_a_paragraph():
    html = "<h2>一</h2><p>二<strong>三</strong></p><ul><li><p>四</p></li><li>五</li></ul>"
    assert paragraphs(html) == ["一", "二三", "四", "五"]


def test_a_figure_caption_is_no_paragraph():
    assert paragraphs("<figure><img src='/a'><figcaption>图一</figcaption></figure><p>一</p>") == ["一"]


@pytest.mark.parametrize("html", ["", "  ", "<p></p>", "<p> </p>"])
def test_an_empty_body_has_no_paragraphs(html):
    assert paragraphs(html) == []


def test_plain_text_of_from_paragraphs_is_the_same_text():
    texts = ['一 < 二 & "三"', "𠮷野𬭚", "<p>四</p>"]
    assert plain_text(clean(from_paragraphs(texts))) == "\n".join(texts)
