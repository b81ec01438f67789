"""Report.objects.published()."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Report
from tests.builders import make_published, make_report, make_scheduled, make_withdrawn

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("make", [make_report, make_scheduled, make_withdrawn])
def test_a_report_that_is_not_live_is_not_published(make):
    make()
    assert not Report.objects.published().exists()


def test_a_published_report_is_published():
    report = make_published()
    assert list(Report.objects.published()) == [report]


def test_a_scheduled_report_is_published_from_its_time_on():
    report = make_scheduled(hours=2)
    later = timezone.now() + timedelta(hours=3)
    assert list(Report.objects.published(at=later)) == [report]


@pytest.mark.parametrize("make", [make_report, make_scheduled, make_withdrawn, make_published])
def test_is_public_agrees_with_published(make):
    report = make()
    assert report.is_public() == Report.objects.published().filter(pk=report.pk).exists()
