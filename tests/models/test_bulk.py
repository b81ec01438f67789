"""Rows that are inserted at once: what is in them, and what becomes of a bad one."""

import pytest
from django.db import DatabaseError, transaction

from articles.models import BulkAct, BulkItem, SourceText
from articles.models.bulk import insert_all, insert_rows

pytestmark = [pytest.mark.django_db, pytest.mark.on_both_databases]
COLUMNS = ("act", "report_key", "state", "name", "why")


@pytest.fixture
def act():
    return BulkAct.objects.create(action="publish")


@pytest.mark.parametrize("text", ["", "a\\b", "\\.", "\\N", "a\tb\nc\rd", "\\x41", "\u2028", "😀", "{\"'}"])
def test_a_text_is_stored_as_it_is(text, act):
    insert_rows(BulkItem, COLUMNS, [(act.pk, 1, "done", text, text)])
    assert list(BulkItem.objects.values_list("name", "why")) == [(text, text)]


def test_bytes_and_json_are_stored_as_they_are():
    raw, removed = b"\x00\\x\n\t\xff", [{"text": 'a\\n\n\t"\\.'}]
    insert_all([SourceText(file_name="a\\b", raw=raw, sha256="1", encoding="x", removed=removed)])
    stored = SourceText.objects.get()
    assert (bytes(stored.raw), stored.removed, stored.problems) == (raw, removed, [])
    assert SourceText.objects.create(raw=b"", sha256="2").pk > stored.pk


def test_a_bad_row_leaves_none(act):
    rows = [(act.pk, 1, "done", "", ""), (act.pk, None, "done", "", "")]
    with pytest.raises(DatabaseError), transaction.atomic():
        insert_rows(BulkItem, COLUMNS, rows)
    assert not BulkItem.objects.exists()


def test_the_rows_may_ask_the_database(act):
    insert_rows(BulkItem, COLUMNS, ((act.pk, BulkAct.objects.count(), "done", "", "") for _ in range(2)))
    assert list(BulkItem.objects.values_list("report_key", flat=True)) == [1, 1]
