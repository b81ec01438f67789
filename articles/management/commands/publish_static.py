"""Write the public site as plain files: `manage.py publish_static DIR`."""

from __future__ import annotations

import signal
from argparse import ArgumentTypeError
from pathlib import Path
from threading import Event

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.public.static_site.folder import Folder, FolderError, explained, locked
from articles.public.static_site.publisher import Publisher
from articles.public.static_site.watching import Following

MOST_JOBS = 64


class Command(BaseCommand):
    help = "Writes the public site as plain files, and brings a folder written before up to date."

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="DIR", type=Path, help="Where the files are kept.")
        parser.add_argument("--watch", action="store_true", help="Follow every change, until it is stopped.")
        parser.add_argument("--jobs", type=_jobs, default=1, metavar="N", help="Draw in N processes.")

    def handle(self, *, folder: Path, watch: bool, jobs: int, **options):
        if not settings.SITE_URL:
            raise CommandError(
                "SITE_URL is not set. The files must name the address at which they will stand, for example "
                "SITE_URL=https://www.example.gov.cn."
            )
        place = Folder(folder.resolve())
        try:
            with explained(place), locked(place):
                publisher = Publisher(place, jobs=jobs)
                try:
                    self._publish(publisher, watch=watch)
                finally:
                    publisher.close()
        except FolderError as error:
            raise CommandError(str(error)) from error
        if publisher.failed:
            raise CommandError(f"{len(publisher.failed)} pages could not be drawn; the log says why.")
        self.stdout.write(f"Files written: {publisher.written}")

    def _publish(self, publisher: Publisher, *, watch: bool):
        if watch:
            stopped = Event()
            for each in (signal.SIGTERM, signal.SIGINT):
                signal.signal(each, lambda *_args: stopped.set())
            Following(publisher, stopped.is_set).run()
        else:
            publisher.publish()


def _jobs(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST_JOBS:
        raise ArgumentTypeError(f"it must be from 1 to {MOST_JOBS}")
    return number
