"""The WSGI door."""

import os

from django.core.wsgi import get_wsgi_application

from newsroom.apps import DeskConfig

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

DeskConfig.is_loaded_at_once = False
django_application = get_wsgi_application()

from articles.public.pages.front import in_front  # noqa: E402 - after Django is set up
from newsroom import worker  # noqa: E402 - likewise

application = in_front(django_application)
worker.start()
