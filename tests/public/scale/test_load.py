"""Under publishing load no reader of two machines gets what is older than the promise."""

import threading

import pytest

from tests.public.scale import machines
from tests.public.scale.machines import PROMISE, Reader

pytestmark = pytest.mark.exhaustive

CHANGES = 12
READERS = 1  # of each machine


@pytest.fixture(scope="module")
def readers(here, there, editor):
    """By machine, those who read while reports were published and withdrawn."""
    editor.published.clear()  # what another test has published it may have withdrawn
    editor.withdrawn.clear()
    over = threading.Event()
    reading = {
        name: [Reader(machine, over) for _ in range(READERS)]
        for name, machine in (("here", here), ("there", there))
    }
    started = [reader for some in reading.values() for reader in some]
    for reader in started:
        reader.start()
    try:
        for number in range(CHANGES):
            editor.publish()
            if number % 3 == 0:
                editor.publish_for_a_moment()
    finally:
        over.set()
        for reader in started:
            reader.join()
    return reading


def test_no_reader_gets_an_error(readers):
    assert [reader.error for some in readers.values() for reader in some if reader.error] == []


def test_on_its_machine_a_change_is_in_every_page_asked_for_afterwards(readers, editor):
    assert [reader.stale(editor, 0) for reader in readers["here"]] == [[]]


def test_on_another_machine_a_change_is_in_every_page_asked_for_two_seconds_later(readers, editor):
    assert [reader.stale(editor, PROMISE) for reader in readers["there"]] == [[]]


def test_on_one_machine_with_sqlite_a_change_is_in_every_page_asked_for_afterwards(tmp_path):
    values = machines.environment(tmp_path / "data", f"sqlite:///{tmp_path / 'news.sqlite3'}")
    machines.migrate(values)
    over = threading.Event()
    with machines.serving(values) as machine, machines.at_the_desk(values) as editor:
        reader = Reader(machine, over)
        reader.start()
        for _ in range(CHANGES):
            editor.publish()
        over.set()
        reader.join()
    assert (reader.error, reader.stale(editor, 0)) == (None, [])
