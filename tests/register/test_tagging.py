"""Words that are synonyms of a tag are filed under it."""

import pytest

from articles.intake import Importer
from articles.models import Tag
from articles.register.known import known
from tests.builders import make_tag
from tests.intake.texts import make_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def tag():
    """A tag of which no word stands in the text, and a synonym that does."""
    tag = make_tag("双向移交")
    tag.other_names.create(name="双向移送机制")
    return tag


def test_the_reader_knows_synonyms_as_it_knows_tags(tag):
    assert set(known().tags) == {"双向移交", "双向移送机制"}


def test_a_report_that_bears_a_synonym_is_filed_under_its_tag(tag):
    importer = Importer()
    [report] = importer.add("a.txt", make_text("双向移送机制座谈会召开")).reports
    assert (tag in report.tags.all(), Tag.objects.filter(name="双向移送机制").exists()) == (True, False)
