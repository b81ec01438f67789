"""Absolute URLs of the site: from SITE_URL, else from the host that was asked."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def absolute_url(request: HttpRequest, path: str) -> str:
    """The URL of a path of this site, for feeds, exports and other sites."""
    return f"{settings.SITE_URL}{path}" if settings.SITE_URL else request.build_absolute_uri(path)
