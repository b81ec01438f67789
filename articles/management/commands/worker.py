"""`manage.py worker`: do the long work of the desk in a process of its own."""

import signal
from threading import Event

from django.core.management.base import BaseCommand

from newsroom import worker


class Command(BaseCommand):
    help = "Does the long work of the desk, until it is stopped. For TASKS_WORKER=separate."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Do what waits, then end.")

    def handle(self, *, once: bool, **options):
        if once:
            worker.work_off()
            return
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        worker.work(stop)
