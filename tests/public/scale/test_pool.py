"""Behind a pool that lends connections for a transaction, what is published is seen as promised."""

import os
import threading

import pytest

from tests.public.scale import machines, pool
from tests.public.scale.machines import PROMISE, Reader

pytestmark = [
    pytest.mark.exhaustive,
    pytest.mark.skipif(
        pool.PROGRAM is None and not os.environ.get("CI"), reason="pgbouncer is not installed"
    ),
]
CHANGES = 6
READERS = 4  # more than the pool has connections


@pytest.fixture(scope="module")
def read(servers):
    """(what readers of two machines got while somebody published on the first, that editor)."""
    over = threading.Event()
    with pool.pooled(servers) as url:
        values = [machines.environment(servers.folder / name, url) for name in ("pooled", "beside")]
        with (
            machines.serving(values[0]) as here,
            machines.serving(values[1]) as there,
            machines.at_the_desk(values[0]) as editor,
        ):
            readers = {"here": [Reader(here, over) for _ in range(READERS)], "there": [Reader(there, over)]}
            for reader in [*readers["here"], *readers["there"]]:
                reader.start()
            try:
                for _ in range(CHANGES):
                    editor.publish()
                    editor.publish_for_a_moment()
            finally:
                over.set()
                for reader in [*readers["here"], *readers["there"]]:
                    reader.join()
            yield readers, editor


def test_no_reader_gets_an_error(read):
    readers, _editor = read
    assert [reader.error for some in readers.values() for reader in some if reader.error] == []


def test_on_its_machine_a_change_is_in_every_page_asked_for_afterwards(read):
    readers, editor = read
    assert [reader.stale(editor, 0) for reader in readers["here"]] == [[]] * READERS


def test_on_another_machine_a_change_is_in_every_page_asked_for_two_seconds_later(read):
    readers, editor = read
    assert [reader.stale(editor, PROMISE) for reader in readers["there"]] == [[]]
