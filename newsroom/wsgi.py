"""The WSGI door."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

django_application = get_wsgi_application()

from articles.public.pages.front import in_front  # noqa: E402 - after Django is set up
from newsroom import worker  # noqa: E402 - likewise

application = in_front(django_application)
worker.start()
