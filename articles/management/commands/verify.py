from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.core.management.base import BaseCommand, CommandError

from articles.editorial import audit
from articles.models import listings


class Kept(NamedTuple):
    """Figures that are kept: what of them differs from a fresh count, and how to put that right."""

    mismatches: Callable[[], Iterator[listings.Mismatch]]
    mend: Callable[[], None]


#: Whoever keeps figures adds them here.
KEPT = (Kept(listings.mismatches, listings.mend),)


class Command(BaseCommand):
    help = "Compares every figure that is kept for the public lists with a fresh count. Safe at any time."

    def add_arguments(self, parser):
        parser.add_argument("--mend", action="store_true", help="write what differs anew")

    def handle(self, *, mend: bool, **options):
        number = 0
        for kept in KEPT:
            before = number
            for found in kept.mismatches():
                self.stdout.write(_line(found))
                number += 1
            if mend and number > before:
                kept.mend()
        if number and mend:
            audit.record(audit.Kind.COMMAND, code="lists_mended", values={"number": number})
            self.stdout.write(self.style.SUCCESS(f"Mended: {number}"))
        elif number:
            raise CommandError(f"Figures that differ: {number}. Mend them with --mend.")
        else:
            self.stdout.write(self.style.SUCCESS("All kept figures are right."))


def _line(found: listings.Mismatch) -> str:
    """kind, subject, month, and both figures: “-” where there is none."""
    kept, counted = ("-" if figure is None else figure for figure in (found.kept, found.counted))
    report = f" report {found.report}" if found.report else ""
    return f"{found.kind} {found.subject} month {found.month}{report}: kept {kept}, counted {counted}"
