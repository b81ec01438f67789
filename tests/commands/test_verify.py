"""The kept figures are compared with a fresh count, and mended when asked."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import AuditEntry, Listing
from tests.builders import make_published

pytestmark = pytest.mark.django_db


def verify(*options):
    out = StringIO()
    call_command("verify", *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def forgotten():
    """A report with a tag that the lists don't know."""
    report = make_published(tags=["公益诉讼"])
    Listing.objects.filter(kind=Listing.Kind.TAG).delete()
    return report


def test_right_figures_are_no_error():
    make_published(tags=["公益诉讼"])
    assert verify() == "All kept figures are right.\n"


def test_what_differs_is_printed_and_an_error(forgotten):
    out = StringIO()
    with pytest.raises(CommandError, match="differ: 3"):
        call_command("verify", stdout=out)
    tag = forgotten.tags.get()
    assert f"tag {tag.pk} month 0: kept 1, counted 0" in out.getvalue()
    assert f"report {forgotten.pk}: kept -, counted 0" in out.getvalue()


def test_mend_writes_it_anew(forgotten):
    assert verify("--mend").endswith("Mended: 3\n")
    assert verify() == "All kept figures are right.\n"


def test_to_mend_is_in_the_audit_log(forgotten):
    verify("--mend")
    entry = AuditEntry.objects.latest("pk")
    assert (entry.kind, entry.code, entry.values) == ("command", "lists_mended", {"number": 3})
