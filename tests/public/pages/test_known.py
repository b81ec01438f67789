"""The number that a machine knows: it follows each commit, and never runs back."""

import fcntl
import os
from threading import Thread

import pytest
from django.db import DatabaseError, connection, transaction

from articles.models import Report, Speaker, generation
from articles.public.pages import known
from articles.public.pages.known import KnownNumber, known_number
from tests.builders import make_published, make_speaker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.on_both_databases]


@pytest.fixture
def number():
    """That of this process, in agreement with the database of the test."""
    found = known_number()
    found.agree(connection)
    return found


@pytest.fixture
def at_least(monkeypatch):
    """Make the database say this number."""
    return lambda value: monkeypatch.setattr(known, "number_and_fold", lambda connection: value)


def test_it_is_that_of_the_database_after_a_commit(number):
    before = number.read()
    make_published()
    assert number.read() != before
    assert number.number() == generation.number(connection)


def test_it_does_not_change_before_the_commit(number):
    before = number.read()
    with transaction.atomic():
        make_published()
        assert number.read() == before
    assert number.read() != before


def test_what_was_undone_changes_nothing(number):
    before = number.read()
    with transaction.atomic():
        make_published()
        transaction.set_rollback(True)
    assert number.read() == before


def test_a_change_after_a_savepoint_that_was_undone_is_noticed(number):
    speaker, before = make_speaker(), number.read()
    with transaction.atomic():
        point = transaction.savepoint()
        Speaker.objects.filter(pk=speaker.pk).update(name="一")
        transaction.savepoint_rollback(point)
        Speaker.objects.filter(pk=speaker.pk).update(name="二")
    assert number.read() != before


def test_it_is_asked_once_a_transaction(monkeypatch):
    asked = []
    monkeypatch.setattr(known, "number_and_fold", lambda connection: asked.append(1) or 0)
    with transaction.atomic():
        for name in ("一", "二", "三"):
            Speaker.objects.update(name=name)
    assert asked == [1]


def test_reading_asks_for_no_number(monkeypatch):
    asked = []
    monkeypatch.setattr(known, "number_and_fold", lambda connection: asked.append(1) or 0)
    list(Report.objects.select_related("section"))
    assert asked == []


@pytest.mark.parametrize(
    "sql",
    [
        'INSERT INTO "articles_report" VALUES (1)',
        "insert or ignore into articles_tag values (1)",
        'UPDATE "articles_report" SET a = 1',
        'DELETE FROM "articles_tag"',
        "WITH a AS (SELECT 1) UPDATE articles_tag SET b = 1",
        'TRUNCATE "articles_tag"',
    ],
)
def test_a_statement_that_changes_a_watched_table_is_recognised(sql):
    assert known.WRITES.search(sql)


@pytest.mark.parametrize(
    "sql",
    [
        'INSERT INTO "articles_autosave" SELECT 1 FROM "articles_report"',
        "UPDATE articles_generation SET number = 1",
        'CREATE TABLE "articles_report" (a)',
        'INSERT INTO "articles_reporting" VALUES (1)',
    ],
)
def test_another_statement_is_not(sql):
    assert not known.WRITES.search(sql)


def test_an_older_number_never_replaces_a_newer_one(number, at_least):
    at_least(number.number() + 5)
    number.catch_up(connection)
    after = number.read()
    at_least(number.number() - 3)
    number.catch_up(connection)
    assert number.read() == after


def test_it_agrees_with_a_database_that_was_restored(number, at_least):
    at_least(number.number() + 5)
    number.catch_up(connection)
    at_least(1)
    number.agree(connection)
    assert number.number() == 1


def test_another_process_sees_it(number, settings):
    other = KnownNumber(settings.DATA_DIR / "generation")
    make_published()
    assert other.read() == number.read()
    other.close()


def test_an_act_succeeds_though_the_lock_is_held(number, settings, monkeypatch, caplog):
    monkeypatch.setattr(known, "PATIENCE", 0.05)
    file = os.open(settings.DATA_DIR / "generation", os.O_RDWR)
    fcntl.flock(file, fcntl.LOCK_EX)
    make_published()
    os.close(file)
    assert Report.objects.exists()
    assert "a second later" in caplog.text


def test_an_act_succeeds_though_the_number_can_not_be_read(number, monkeypatch, caplog):
    def fail(connection):
        raise DatabaseError("gone")

    monkeypatch.setattr(known, "number_and_fold", fail)
    make_published()
    assert Report.objects.exists()


def test_threads_write_the_highest(number, monkeypatch):
    base, values = number.number(), iter(range(1, 41))
    monkeypatch.setattr(known, "number_and_fold", lambda connection: base + next(values))
    threads = [Thread(target=number.catch_up, args=(None,)) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert number.number() == base + 40


def test_a_file_that_can_not_be_mapped_is_an_error_and_no_crash(tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(IsADirectoryError):
        KnownNumber(tmp_path / "folder")
    with pytest.raises(FileNotFoundError):
        KnownNumber(tmp_path / "missing" / "generation")


def test_a_number_that_comes_again_after_a_restore_is_another(number, at_least):
    at_least(number.number() + 5)
    number.catch_up(connection)
    before, had = number.read(), number.number()
    at_least(1)
    number.agree(connection)
    at_least(had)
    number.catch_up(connection)
    assert number.number() == had
    assert number.read() != before
