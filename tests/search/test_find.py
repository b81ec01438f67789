"""search(): which reports are found, in which order, page by page."""

import pytest

from articles.models import Report
from articles.search import index, search
from tests.builders import make_published

pytestmark = pytest.mark.django_db


def found(query, **options):
    return list(search(query, Report.objects.published(), **options).page)


def test_a_word_inside_a_sentence_is_found():
    report = make_published(paragraphs=["南京市长江大桥今日通车。"])
    index([report])
    assert found("市长") == [report]
