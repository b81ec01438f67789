from argparse import ArgumentTypeError

from django.core.management.base import BaseCommand

from articles.editorial import audit
from articles.editorial.retention import BYTES_DAYS, TYPING_DAYS, tidy
from articles.intake.batch import close_abandoned
from articles.public.drawing import draw_missing

DRAW_MINUTES = 30


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

        parser.add_argument(
            "--draw-minutes",
            type=int,
            default=DRAW_MINUTES,
            metavar="N",
            help=f"for how long pages of reports that are not kept are drawn at most ({DRAW_MINUTES})",
        )

    def handle(self, *, typing_days: int, bytes_days: int, draw_minutes: int, **options):
        done = tidy(typing_days=typing_days, bytes_days=bytes_days)
        done["imports that were cut short"] = close_abandoned()
        drawn = sum(draw_missing(60.0 * draw_minutes))
        if any(done.values()):
            dropped = {name: number for name, number in done.items() if number}
            audit.record(audit.Kind.COMMAND, code="tidied", values=dropped)
        counts = ", ".join(f"{name} {number}" for name, number in done.items())
        self.stdout.write(self.style.SUCCESS(f"Dropped: {counts}; drawn: {drawn}"))


def _days(text: str) -> int:
    days = int(text)
    if days < 1:
        raise ArgumentTypeError("it must be 1 at least")
    return days
