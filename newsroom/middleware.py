"""Middleware: the language of the desk, scheduled working copies, the network address for the audit log.

What a reader's request does not need is not done for it.
"""

from csp.constants import HEADER
from csp.middleware import CheckableLazyObject, CSPMiddleware
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin

from articles.editorial import audit
from articles.editorial.workflow import watch_for_due
from newsroom.urls import DESK

#: What answers by who asks.
OF_ACCOUNTS = (f"/{DESK}", "/media/", "/preview/")


def is_desk(request) -> bool:
    return request.path_info.startswith(f"/{DESK}")


def is_readers(request) -> bool:
    """Whether a request reads the public site without an account, where no account sees more."""
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not request.path_info.startswith(OF_ACCOUNTS)
    )


class DeskLocaleMiddleware(LocaleMiddleware):
    """Django's LocaleMiddleware below the admin's address only.

    A public page must be the same for everyone, so that whole pages can be cached: it never varies
    by Accept-Language or by cookie.
    """

    def process_request(self, request):
        if is_desk(request):
            super().process_request(request)
        else:
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request, response):
        if is_desk(request):
            return super().process_response(request, response)
        response.headers.setdefault("Content-Language", translation.get_language())
        return response


class PolicyMiddleware(CSPMiddleware):
    """Django-csp's middleware; the policy of answers without a nonce is put into words once."""

    usual = ""

    def process_response(self, request, response):
        is_usual = not (
            settings.DEBUG
            or getattr(request, "_csp_nonce", None)
            or HEADER in response
            or any(name.startswith("_csp") for name in vars(response))
        )
        if is_usual and self.usual:
            response.headers[HEADER] = self.usual
            request.csp_nonce = CheckableLazyObject(self._csp_nonce_post_response)  # as django-csp does
            return response
        response = super().process_response(request, response)
        if is_usual:
            self.usual = response.headers.get(HEADER, "")
        return response


class ForAccounts(MiddlewareMixin):
    """Middleware that leaves out a reader's request: nobody has an account there, and nothing is sent."""

    def __call__(self, request):
        return self.get_response(request) if is_readers(request) else super().__call__(request)


class Sessions(ForAccounts, SessionMiddleware):
    pass


class Accounts(ForAccounts, AuthenticationMiddleware):
    def __call__(self, request):
        request.user = AnonymousUser()  # a reader
        return super().__call__(request)


class Messages(ForAccounts, MessageMiddleware):
    pass


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
