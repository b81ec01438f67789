"""What every page depends on beside its rows: the code, the settings, the sections in its head."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from .making import assets
from .pages import Site

FOLDERS = ("articles", "newsroom", "templates")
ENDINGS = (".py", ".html", ".txt", ".xml", ".mo", ".toml")
BOOT = Path("/proc/sys/kernel/random/boot_id")


def version_of(site: Site) -> str:
    """A digest; where it differs from the last run's, every page is drawn."""
    own = {name: str(getattr(settings, name)) for name in dir(settings) if name.startswith("SITE_")}
    language = [settings.LANGUAGE_CODE, settings.TIME_ZONE]
    said = json.dumps([own, language, site.sections(), assets(), sorted(_code())])
    return sha256(said.encode()).hexdigest()


def _code() -> Iterator[tuple[str, int, int]]:
    for folder in FOLDERS:
        for place, _folders, names in os.walk(settings.BASE_DIR / folder):
            for name in names:
                if name.endswith(ENDINGS):
                    path = Path(place, name)
                    facts = path.stat()
                    yield str(path.relative_to(settings.BASE_DIR)), facts.st_size, facts.st_mtime_ns


def boot() -> str:
    """Which start of the machine this is: what was not on the disk is lost with it."""
    try:
        return BOOT.read_text(encoding="ascii").strip()
    except OSError:
        return ""
