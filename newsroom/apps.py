"""Puts the project's own desk in the place of Django's admin site."""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    default_site = "newsroom.admin_site.Desk"
    #: A web process loads the desk with the first request for it: with the reader and its dictionaries it
    #: takes two thirds of the memory, and most processes answer readers.
    is_loaded_at_once = True

    def ready(self) -> None:
        if self.is_loaded_at_once:
            super().ready()
