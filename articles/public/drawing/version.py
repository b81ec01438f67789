"""The version of the software and settings that draw a report: HTML of another version is never shown."""

from __future__ import annotations

from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import version as version_of
from pathlib import Path

from django.conf import settings
from django.urls import get_script_prefix
from django.utils.translation import get_language

#: Below articles/: what decides how a report is drawn, and migrations, which change rows without triggers.
CODE = ("public", "statements", "templatetags", "models", "media", "migrations", "reading/speech")
#: Distributions that write a part of the HTML.
LIBRARIES = ("django", "django-prose-editor", "lxml", "nh3")
SETTINGS = ("SITE_NAME", "SITE_URL", "SITE_ORGANISER", "TIME_ZONE", "MEDIA_URL")


def version() -> str:
    """Version in this request: "" where nothing is kept, because templates are being edited."""
    if settings.DEBUG:
        return ""
    values = [str(getattr(settings, name)) for name in SETTINGS]
    return _version(get_language() or "", get_script_prefix(), *values)


@lru_cache(maxsize=16)
def _version(*values: str) -> str:
    return sha256("\n".join([*values, _software()]).encode()).hexdigest()


@cache
def _software() -> str:
    """Digest of the code, the templates and the translations."""
    articles = Path(__file__).parents[2]
    files = [path for part in CODE for path in (articles / part).rglob("*.py")]
    files += (articles / "locale").rglob("*.mo")
    files += (settings.BASE_DIR / "templates" / "articles").rglob("*.html")
    texts = [f"{path.name} {sha256(path.read_bytes()).hexdigest()}" for path in sorted(files)]
    return sha256("\n".join([*map(version_of, LIBRARIES), *texts]).encode()).hexdigest()
