"""What every page may print of the site itself."""

from urllib.parse import urlsplit

from django.conf import settings


def site(request):
    """The site's name and footer values, from the environment; an empty one is not printed."""
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
