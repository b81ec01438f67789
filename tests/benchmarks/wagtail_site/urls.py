"""The addresses of pages alone: Wagtail's desk is not measured."""

from wagtail import urls

urlpatterns = urls.urlpatterns
