"""Template context of every page."""

from urllib.parse import urlsplit

from django.conf import settings


def site(request):
    """The name and the footer values of the site, from the settings; empty ones are not printed."""
    return {
        "site": {
            "name": settings.SITE_NAME,
            "url": settings.SITE_URL,
            "domain": urlsplit(settings.SITE_URL).hostname,
            "description": settings.SITE_DESCRIPTION,
            "organiser": settings.SITE_ORGANISER,
            "icp": settings.SITE_ICP,
            "police_record": settings.SITE_POLICE_RECORD,
            "id_code": settings.SITE_ID_CODE,
        }
    }
