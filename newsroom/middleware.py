"""The desk speaks the user's language; the public site always speaks its own."""

from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.urls import reverse
from django.utils import translation


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
