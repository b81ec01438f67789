"""Which file holds the page of an address, as the maps of nginx find it."""

from __future__ import annotations

import re
from hashlib import sha256
from urllib.parse import unquote

from articles.media import renditions

#: Bytes of a name in a folder. File systems allow 255; an ending must fit in as well.
LONGEST_NAME = 200
#: Parameters that lead to a file of their own. No other address with parameters has one.
VARIANT = re.compile(r"(page|p|cursor)=([1-9][0-9]{0,18})", re.ASCII)
#: RSS at /feed/, Atom and JSON below it; before it the whole site, or an entry of a kind.
FEED = re.compile(r"/(?:[^/]+/[^/]+/)?feed/(atom/|json/)?")
#: In a name, what would end a word in the files of nginx, or lead out of the folder.
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f"\\/;{}$]')
#: Where the notices of withdrawal stand; no slug begins with a dot.
GONE = ".gone"


class NoFile(ValueError):
    """The address has no file: a name in it is none, or its parameters ask the application."""


def file_of(address: str) -> str:
    """The path of the file of an address, below the folder of the site; raises NoFile.

    /reports/?page=2 → reports/index.page-2.html; /api/reports?cursor=9 → api/reports.cursor-9.json.
    """
    path, _, query = address.partition("?")
    names = [file_name(unquote(name)) for name in path.removeprefix("/").split("/")[:-1]]
    last = unquote(path.rpartition("/")[2])
    variant = _variant(query)
    if path.startswith("/media/") and "." in names[-1] and "." in last:
        pass  # a rendition
    elif path.startswith("/media/"):
        return "/".join([*names, file_name(last), f"widest.{renditions.plain_kind(last)}"])
    if not last:
        name = f"index{variant}.{_ending(path)}"
    elif path.startswith("/api/") and "." not in last:
        name = f"{file_name(last)}{variant}.json"
    else:
        name = f"{file_name(last)}{variant}"
    return "/".join([*names, name])


def _variant(query: str) -> str:
    if not query:
        return ""
    found = VARIANT.fullmatch(query)
    if not found:
        raise NoFile(query)
    return f".{found[1]}-{found[2]}"


def _ending(path: str) -> str:
    if path.startswith("/api/"):
        return "json"
    feed = FEED.fullmatch(path)
    if not feed:
        return "html"
    return "json" if feed[1] == "json/" else "xml"


def file_name(name: str) -> str:
    """The name of a segment in its folder: itself, or a hash where it is too long; raises NoFile."""
    if not name or name.startswith((".", "~")) or FORBIDDEN.search(name):
        raise NoFile(name)
    try:
        written = name.encode()
    except UnicodeEncodeError as error:  # half a surrogate pair
        raise NoFile(name) from error
    return name if len(written) <= LONGEST_NAME else f"~{sha256(written).hexdigest()[:40]}"


def is_long(address: str) -> bool:
    """Whether a name in the address is hashed in the path of its file: nginx must be told."""
    if len(address) <= LONGEST_NAME:  # escaped, a name is longer still
        return False
    path = unquote(address.partition("?")[0])
    return any(len(name.encode()) > LONGEST_NAME for name in path.split("/"))


def served_as(address: str) -> tuple[str, str]:
    """(path of an address as nginx decodes it, the same with long names hashed)."""
    path = unquote(address.partition("?")[0])
    return path, "/".join(file_name(name) if name else "" for name in path.split("/"))
