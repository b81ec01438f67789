"""A web process for the tests: answers each address on its input with what its front sends, as JSON.

Threads ask for the same addresses all the time, so that pages are made while the site changes.
"""

import json
import sys
import threading

import django
from django.conf import settings

# No files are collected for it, whose names have hashes.
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
django.setup()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402 - after the setup

from articles.public.pages.front import Front  # noqa: E402 - likewise
from tests.public.pages.visitor import ask  # noqa: E402 - likewise

front = Front(WSGIHandler())
addresses: list[str] = []


def busy() -> None:
    while True:
        for address in list(addresses):
            ask(front, address)
        threading.Event().wait(0.01)


for _ in range(2):
    threading.Thread(target=busy, daemon=True).start()
for line in sys.stdin:
    address = line.strip()
    answer = ask(front, address)
    if address not in addresses:
        addresses.append(address)
    print(json.dumps([answer.status, answer.text]), flush=True)
