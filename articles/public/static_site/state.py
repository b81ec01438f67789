"""What a static site's folder remembers: its files, the rows they were drawn from, and the pages still due.

An SQLite file in .state. The pages that a change touches are due from the moment in which it is noted, so a
killed run is taken up where it was.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from .folder import Folder, FolderError

SCHEMA = """
CREATE TABLE IF NOT EXISTS file (
    address TEXT PRIMARY KEY, path TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, size INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS due (
    id INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE, rank INTEGER NOT NULL,
    taken INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS due_rank ON due (taken, rank, id);
CREATE TABLE IF NOT EXISTS row (
    kind TEXT NOT NULL, id INTEGER NOT NULL, digest INTEGER NOT NULL, facts TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS statement (id INTEGER PRIMARY KEY, address TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


class File(NamedTuple):
    """A file of the site, as the manifest lists it."""

    path: str
    sha256: str
    size: int


class State:
    """The rows of the file; every method that writes commits."""

    def __init__(self, folder: Folder) -> None:
        try:
            self.rows = sqlite3.connect(folder.state / "state.sqlite3", isolation_level=None)
            self.rows.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" + SCHEMA)
            self.rows.execute("UPDATE due SET taken = 0")
        except sqlite3.DatabaseError as error:
            raise FolderError(f"{folder.state} can't be used: {error}. It may be deleted.") from error

    def close(self) -> None:
        self.rows.close()

    def __enter__(self) -> State:
        """Begin a transaction; the block commits it, or takes it back where it fails."""
        self.rows.execute("BEGIN IMMEDIATE")
        return self

    def __exit__(self, failed: type[BaseException] | None, *details: object) -> None:
        self.rows.execute("ROLLBACK" if failed else "COMMIT")

    def clear(self) -> None:
        """Forget everything: each page is drawn again, and compared with its file."""
        for table in ("file", "due", "row", "statement", "note"):
            self.rows.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names

    # --- Notes

    def note(self, name: str) -> str:
        found = self.rows.execute("SELECT value FROM note WHERE name = ?", (name,)).fetchone()
        return found[0] if found else ""

    def keep_note(self, name: str, value: str) -> None:
        self.rows.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (name, value))

    # --- Files

    def addresses(self) -> dict[str, str]:
        """The path of the file of each address."""
        return dict(self.rows.execute("SELECT address, path FROM file"))

    def path_of(self, address: str) -> str | None:
        found = self.rows.execute("SELECT path FROM file WHERE address = ?", (address,)).fetchone()
        return found[0] if found else None

    def keep_file(self, address: str, file: File) -> None:
        self.rows.execute("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?)", (address, *file))

    def forget_file(self, address: str) -> None:
        self.rows.execute("DELETE FROM file WHERE address = ?", (address,))

    def lines(self, form: str) -> Iterator[str]:
        """A line for each file, by path: a form for its path, sha256 and size, as printf() has it."""
        for (line,) in self.rows.execute(
            "SELECT printf(?, path, sha256, size) FROM file ORDER BY path", (form,)
        ):
            yield line

    def long_addresses(self, longer: int) -> list[str]:
        """The addresses of more than so many characters."""
        found = self.rows.execute("SELECT address FROM file WHERE length(address) > ?", (longer,))
        return [address for (address,) in found]

    # --- Pages that are due

    def make_due(self, pages: Iterable[tuple[str, int]]) -> None:
        """Note (address, rank) of pages to be drawn; the lower rank holds where a page is due already."""
        self.rows.executemany(
            "INSERT INTO due (address, rank) VALUES (?, ?) "
            "ON CONFLICT (address) DO UPDATE SET rank = min(rank, excluded.rank), taken = 0",
            pages,
        )

    def take_due(self, number: int, below: int) -> list[str]:
        """The next pages of a rank below this, which are being drawn from now on."""
        found = self.rows.execute(
            "SELECT id, address FROM due WHERE taken = 0 AND rank < ? ORDER BY rank, id LIMIT ?",
            (below, number),
        ).fetchall()
        self.rows.executemany("UPDATE due SET taken = 1 WHERE id = ?", [(id,) for id, _address in found])
        return [address for _id, address in found]

    def is_drawn(self, address: str) -> None:
        """Strike a page from those due, unless it became due again while it was drawn."""
        self.rows.execute("DELETE FROM due WHERE address = ? AND taken = 1", (address,))

    def put_off(self, addresses: Collection[str]) -> None:
        """Leave pages that could not be drawn for the next run."""
        self.rows.executemany("UPDATE due SET taken = 2 WHERE address = ?", [(each,) for each in addresses])

    def due(self) -> set[str]:
        return {address for (address,) in self.rows.execute("SELECT address FROM due")}

    def drop_due(self, addresses: Iterable[str]) -> None:
        self.rows.executemany("DELETE FROM due WHERE address = ?", [(each,) for each in addresses])

    def try_again(self) -> None:
        """Make those due again that could not be drawn."""
        self.rows.execute("UPDATE due SET taken = 0 WHERE taken = 2")

    def count_due(self) -> int:
        return self.rows.execute("SELECT count(*) FROM due WHERE taken < 2").fetchone()[0]

    # --- Rows of the database, as they were when their pages became due

    def known(self) -> dict[tuple[str, int], tuple[int, Any]]:
        """(digest, facts) of each row by (kind, id)."""
        found = self.rows.execute("SELECT kind, id, digest, facts FROM row")
        return {(kind, id): (digest, json.loads(facts)) for kind, id, digest, facts in found}

    def keep_rows(self, rows: Iterable[tuple[str, int, int, Any]]) -> None:
        self.rows.executemany(
            "INSERT OR REPLACE INTO row VALUES (?, ?, ?, ?)",
            ((kind, id, digest, json.dumps(facts)) for kind, id, digest, facts in rows),
        )

    def forget_rows(self, keys: Iterable[tuple[str, int]]) -> None:
        self.rows.executemany("DELETE FROM row WHERE kind = ? AND id = ?", keys)

    # --- Statements, for their redirects

    def statements(self) -> Iterator[tuple[int, str]]:
        yield from self.rows.execute("SELECT id, address FROM statement ORDER BY id")

    def keep_statements(self, addresses: Iterable[tuple[int, str]]) -> None:
        self.rows.executemany("INSERT OR REPLACE INTO statement VALUES (?, ?)", addresses)

    def forget_statements(self, ids: Iterable[int]) -> None:
        self.rows.executemany("DELETE FROM statement WHERE id = ?", ((id,) for id in ids))
