from django.core.management.base import BaseCommand
from tqdm import tqdm

from articles import search
from articles.editorial import audit
from articles.models import Report


class Command(BaseCommand):
    help = "Indexes every report for search anew. Safe to run at any time, and as often as you like."

    def handle(self, **options):
        done = 0
        # disable=None: no bar where nobody watches
        with tqdm(total=Report.objects.count(), unit="report", disable=None) as bar:
            for count in search.rebuild():
                done += count
                bar.update(count)
        audit.record(audit.Kind.COMMAND, code="search_rebuilt", values={"number": done})
        self.stdout.write(self.style.SUCCESS(f"Reports indexed: {done}"))
