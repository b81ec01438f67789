"""What fails while pages are drawn ends no run, and is tried again."""

import pytest
from django.db import OperationalError

from articles.public.static_site import making
from tests.builders import make_published
from tests.public.static_site.folders import publish, site


def fail(_addresses):
    raise OperationalError("the connection is closed")


@pytest.mark.django_db
def test_reports_that_can_not_be_drawn_together_are_drawn_alone(out, monkeypatch):
    report = make_published("报道")
    monkeypatch.setattr(making, "draw_items", fail)
    run = publish(out)
    assert not run.failed
    assert f"api/reports/{report.pk}.json" in site(out)
