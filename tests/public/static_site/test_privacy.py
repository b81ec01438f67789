"""No word of a report that is not live is in any file of the folder, nor its photo."""

import pytest

from articles.models import Report
from tests.builders import make_published, make_report, make_scheduled, make_withdrawn, put
from tests.public.static_site.folders import files, publish
from tests.public.test_addresses import ON_ITS_WAY, SECRETS, make_complete

pytestmark = pytest.mark.django_db


def told(path):
    """(file, word) of each secret word in the name or the content of a file."""
    return {
        (name, word)
        for name, content in files(path).items()
        for word in SECRETS
        if word in name or word.encode() in content
    }


@pytest.mark.parametrize("make", [make_report, make_scheduled, make_withdrawn])
def test_a_report_that_is_not_live_is_in_no_file(out, make):
    make_complete(make)
    publish(out)
    assert told(out) == set()


@pytest.mark.parametrize("status", sorted(ON_ITS_WAY))
def test_a_report_under_review_is_in_no_file(out, status):
    report = make_complete(make_report)
    Report.objects.filter(pk=report.pk).update(status=status)
    publish(out)
    assert told(out) == set()


@pytest.mark.parametrize("status", sorted(ON_ITS_WAY | {Report.Status.WITHDRAWN}))
def test_a_report_that_is_no_longer_live_is_in_no_file(out, status):
    report = make_complete(make_published)
    publish(out)
    assert told(out) != set()
    put(report, status=status)
    publish(out)
    assert told(out) == set()


def test_a_working_copy_is_in_no_file(out):
    original = make_published(paragraphs=["旧的话。"])
    copy = make_complete(make_report)
    Report.objects.filter(pk=copy.pk).update(copy_of=original)
    publish(out)
    assert told(out) == set()


@pytest.mark.parametrize("make", [make_report, make_scheduled, make_withdrawn])
def test_a_photo_of_a_report_that_is_not_live_is_not_there(out, make):
    make_complete(make)
    publish(out)
    assert [name for name in files(out) if "/media/" in name] == []
