"""The desk speaks the user's language, the public site its own; what was scheduled is there in time."""

from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.urls import reverse
from django.utils import translation

from articles.editorial import audit
from articles.editorial.workflow import watch_for_due


class DeskLocaleMiddleware(LocaleMiddleware):
    """Django's LocaleMiddleware below the admin's address only.

    A public page must be the same for everyone, so that whole pages can be cached: it never varies
    by Accept-Language or by cookie.
    """

    def process_request(self, request):
        if self._is_desk(request):
            super().process_request(request)
        else:
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request, response):
        if self._is_desk(request):
            return super().process_response(request, response)
        response.headers.setdefault("Content-Language", translation.get_language())
        return response

    @staticmethod
    def _is_desk(request) -> bool:
        return request.path_info.startswith(reverse("admin:index"))


def put_in_place_what_is_due(get_response):
    """Before a page is answered, working copies whose time has come take the place of what is on the site."""

    def middleware(request):
        watch_for_due.look()
        return get_response(request)

    return middleware


def remember_address(get_response):
    """Tell the audit log from which network address the acts of a request come."""

    def middleware(request):
        token = audit.request_address.set(audit.address_of(request))
        try:
            return get_response(request)
        finally:
            audit.request_address.reset(token)

    return middleware
