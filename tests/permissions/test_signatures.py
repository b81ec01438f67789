"""Signatures that the database itself refuses, even from a superuser."""

import pytest
from django.db import IntegrityError

from articles.editorial import workflow
from articles.models import Report
from tests.builders import make_published, make_submitted, make_superuser, signature

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("author", ["given", "missing"])
def test_nobody_signs_their_own_report(author):
    chief = make_superuser()
    report = make_submitted(by=chief)
    with pytest.raises(IntegrityError):
        signature(report, by=chief, author=chief if author == "given" else None)


def test_nobody_signs_their_own_working_copy():
    original, chief = make_published(), make_superuser()
    workflow.transition(original, "revise", by=chief)
    workflow.transition(Report.objects.get(copy_of=original), "submit", by=chief)
    with pytest.raises(IntegrityError):
        signature(original, by=chief, author=None)


def test_nobody_signs_two_stages_of_one_version(reporter):
    report, chief = make_submitted(by=reporter), make_superuser()
    signature(report, by=chief)
    with pytest.raises(IntegrityError):
        signature(report, by=chief, stage="second")
