from argparse import ArgumentTypeError

from django.core.management.base import BaseCommand

from articles.editorial import audit
from articles.editorial.retention import BYTES_DAYS, TYPING_DAYS, tidy
from articles.intake.batch import close_abandoned


class Command(BaseCommand):
    help = "Drops what nobody needs any more. To be run once a day; safe to run at any time."

    def add_arguments(self, parser):
        typing, raw = "typing that was never saved is kept", "files of a cancelled import are kept"
        for name, days, help_text in (
            ("--typing-days", TYPING_DAYS, typing),
            ("--bytes-days", BYTES_DAYS, raw),
        ):
            parser.add_argument(
                name, type=_days, default=days, metavar="N", help=f"for how long {help_text} ({days})"
            )

    def handle(self, *, typing_days: int, bytes_days: int, **options):
        done = tidy(typing_days=typing_days, bytes_days=bytes_days)
        done["imports that were cut short"] = close_abandoned()
        if any(done.values()):
            dropped = {name: number for name, number in done.items() if number}
            audit.record(audit.Kind.COMMAND, code="tidied", values=dropped)
        counts = ", ".join(f"{name} {number}" for name, number in done.items())
        self.stdout.write(self.style.SUCCESS(f"Dropped: {counts}"))


def _days(text: str) -> int:
    days = int(text)
    if days < 1:
        raise ArgumentTypeError("it must be 1 at least")
    return days
