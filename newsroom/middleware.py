"""Middleware: the language of the desk, scheduled working copies, the network address for the audit log."""

from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

from articles.editorial import audit
from articles.editorial.workflow import watch_for_due
from newsroom.urls import DESK


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
        return request.path_info.startswith(f"/{DESK}")


def publish_due_copies(get_response):
    """Publish the working copies whose time has come, before a page is answered."""

    def middleware(request):
        watch_for_due.look()
        return get_response(request)

    return middleware


def set_audit_address(get_response):
    """Set the network address that the audit entries of a request carry."""

    def middleware(request):
        token = audit.request_address.set(audit.address_of(request))
        try:
            return get_response(request)
        finally:
            audit.request_address.reset(token)

    return middleware
