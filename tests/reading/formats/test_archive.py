"""Archives: members, limits and harmful names."""

from __future__ import annotations

import struct

import pytest

from articles.reading.formats import archive
from articles.reading.formats.archive import members
from articles.reading.unreadable import Unreadable

from .make import make_zip

SUFFIXES = (".txt", ".html")


def refusal(raw: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        list(members(raw, SUFFIXES))
    return str(refused.value)


def error(raw: bytes) -> str:
    (member,) = members(raw, SUFFIXES)
    return member.error


def with_name(raw: bytes, old: bytes, new: bytes) -> bytes:
    """The archive with an undeclared name as raw bytes."""
    assert len(old) == len(new)
    return raw.replace(old, new)


def test_members_with_accepted_suffixes_are_read() -> None:
    raw = make_zip(
        {"a.txt": b"1", "in/b.HTML": b"2", "c.jpg": b"3", "__MACOSX/a.txt": b"4", "in/.d.txt": b"5"}
    )
    assert [(member.name, member.raw) for member in members(raw, SUFFIXES)] == [
        ("a.txt", b"1"),
        ("in/b.HTML", b"2"),
    ]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_an_undeclared_chinese_name_is_decoded(encoding: str) -> None:
    name = "检察要闻一.txt".encode(encoding)
    raw = with_name(make_zip({"x" * len(name[:-4]) + ".txt": b"1"}), b"x" * len(name[:-4]), name[:-4])
    assert [member.name for member in members(raw, SUFFIXES)] == ["检察要闻一.txt"]


def test_a_declared_utf8_name_is_kept() -> None:
    assert [member.name for member in members(make_zip({"检察/甲.txt": b"1"}), SUFFIXES)] == ["检察/甲.txt"]


@pytest.mark.parametrize("name", ["../../etc/a.txt", "/etc/a.txt", "..\\..\\etc\\a.txt", "./etc//a.txt"])
def test_names_lose_their_upward_parts(name: str) -> None:
    assert [member.name for member in members(make_zip({name: b"1"}), SUFFIXES)] == ["etc/a.txt"]


@pytest.mark.parametrize(
    "raw",
    [b"PK\x03\x04", b"PK\x03\x04" + bytes(100), make_zip({"a.txt": b"1"})[:40]],
    ids=[
        "its first bytes alone",
        "nothing behind them",
        "broken off",
    ],  # fixed ids: an archive contains the current time
)
def test_a_broken_archive_says_so(raw: bytes) -> None:
    assert "broken" in refusal(raw)


def test_an_archive_without_accepted_files_names_the_suffixes() -> None:
    assert ".txt, .html" in refusal(make_zip({"a.jpg": b"1"}))


def test_an_encrypted_member_has_an_error() -> None:
    raw = bytearray(make_zip({"a.txt": b"1"}))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(signature) + place] |= 1
    assert "password" in error(bytes(raw))


def test_a_zip_bomb_is_refused() -> None:
    assert "200 times" in error(make_zip({"a.txt": bytes(4_000_000)}))


def test_repetitive_prose_is_no_zip_bomb() -> None:
    (member,) = members(make_zip({"a.txt": "会议指出，要加强协作。".encode() * 2000}), SUFFIXES)
    assert len(member.raw) == 2000 * 33


def test_a_member_larger_than_announced_is_broken() -> None:
    raw = make_zip({"a.txt": b"abc" * 1000})
    assert "broken" in error(raw.replace(struct.pack("<I", 3000), struct.pack("<I", 30)))


def test_a_member_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 3)
    assert "Split it" in error(make_zip({"a.txt": b"1234"}))


@pytest.mark.parametrize("limit", ["MOST_MEMBERS", "MOST_IN_ALL"])
def test_an_archive_too_large_is_refused_as_a_whole(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, limit, 1)
    assert "Split it" in refusal(make_zip({"a.txt": b"12", "b.txt": b"34"}))


def test_a_corrupt_member_has_an_error_and_the_next_is_read() -> None:
    raw = make_zip({"a.txt": "一二三四五六".encode(), "b.txt": b"2"})
    at = raw.index(b"a.txt") + 6
    first, second = members(raw[:at] + bytes([raw[at] ^ 0xFF]) + raw[at + 1 :], SUFFIXES)
    assert ("broken" in first.error, second.raw) == (True, b"2")


def test_an_unknown_compression_method_is_refused() -> None:
    raw = bytearray(make_zip({"a.txt": b"1"}))
    for signature, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        raw[raw.index(signature) + place] = 99
    assert "method" in error(bytes(raw))
