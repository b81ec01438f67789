"""`manage.py demo`: fill a database and serve the site without any configuration."""

import os
import secrets
import socket
import sys

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, transaction

from articles.editorial import audit
from articles.models import SourceText

HOST = "127.0.0.1"
ADMINISTRATOR = "管理员"

#: Name of the account → its role.
ACCOUNTS = {
    "reporter": "记者",
    "first": "初审",
    "second": "复审",
    "final": "终审",
    "procurator": "检察长",
    "chief": ADMINISTRATOR,
}


class Command(BaseCommand):
    help = "Fills a database with the seeds and an account for each role, and serves the site."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000, help="where to serve (default: 8000)")
        parser.add_argument("--no-serve", dest="serve", action="store_false", help="only fill the database")

    def handle(self, *, port, serve, **options):
        listener = listen(port) if serve else None  # first of all: the port may be in use
        try:
            call_command("migrate", verbosity=0)
        except (OperationalError, OSError) as error:
            raise CommandError(f"The database cannot be opened: {error}") from error
        call_command("collectstatic", interactive=False, verbosity=0)
        self._fill()
        self._show_accounts(make_accounts())
        if listener:
            self._serve(listener)

    def _fill(self):
        if SourceText.objects.exists():
            self.stdout.write("The reports of an earlier run are kept; only new files are taken in.")
        try:
            call_command("import_seeds", publish=True, stdout=self.stdout, stderr=self.stderr)
        except CommandError as error:  # the other files are imported: the demo can start
            self.stderr.write(f"{error}")

    def _show_accounts(self, passwords):
        if passwords:
            self.stdout.write("\nAccounts for the desk. The passwords are shown this once:")
            for name, password in passwords.items():
                self.stdout.write(f"  {name:<12}{password}  {ACCOUNTS[name]}")
        if kept := [name for name in ACCOUNTS if name not in passwords]:
            self.stdout.write(f"Accounts kept with their passwords: {', '.join(kept)}.")

    def _serve(self, listener):
        address = f"http://{HOST}:{listener.getsockname()[1]}"
        self.stdout.write(f"\nThe site:  {address}/\nThe desk:  {address}/admin/\nStop with Ctrl-C.")
        self.stdout.flush()
        port = str(listener.getsockname()[1])
        listener.close()  # the server takes the port itself
        server = [
            "granian",
            "newsroom.wsgi:application",
            "--interface",
            "wsgi",
            "--host",
            HOST,
            "--port",
            port,
        ]
        options = ["--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
        os.chdir(settings.BASE_DIR)
        os.execv(sys.executable, [sys.executable, "-m", *server, *options])  # noqa: S606 - no shell is wanted


def listen(port: int) -> socket.socket:
    """A socket bound to the port on this machine alone; raises CommandError where that can't be."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen()
    except (OSError, OverflowError) as error:
        listener.close()
        reason = getattr(error, "strerror", None) or error
        raise CommandError(f"Port {port} cannot be used: {reason}. Choose another with --port.") from error
    return listener


@transaction.atomic
def make_accounts() -> dict[str, str]:
    """Make the accounts that are missing, and return the password of each one made."""
    passwords = {}
    known = set(User.objects.filter(username__in=ACCOUNTS).values_list("username", flat=True))
    for name, role in ACCOUNTS.items():
        if name not in known:
            passwords[name] = secrets.token_urlsafe(12)
            user = User.objects.create_user(
                name, password=passwords[name], is_staff=True, is_superuser=role == ADMINISTRATOR
            )
            user.groups.add(Group.objects.get(name=role))
            audit.record(audit.Kind.COMMAND, user, code="demo_account_made", values={"role": role})
    return passwords
