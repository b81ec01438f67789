"""What commands need on a machine where nothing has been configured yet.

The settings refuse to start without a SECRET_KEY. The commands of the README run before anyone has set
one: `demo` gets a key of its own, kept beside its data; those that sign nothing get one that lasts as
long as the command. A server started in any other way still needs SECRET_KEY.
"""

import os
import secrets
from pathlib import Path

KEY_LENGTH = 50

#: Commands that work on the database or on files and sign nothing.
SIGNING_NOTHING = frozenset(
    {
        *("changepassword", "compilemessages", "createsuperuser", "help", "import_seeds", "makemessages"),
        *("makemigrations", "migrate", "publish_static", "rebuild_search", "tidy", "verify"),
    }
)


class NoKey(Exception):
    """The key of the demo can be neither read nor written; says why."""


def prepare(command: str | None) -> None:
    """Fill in the environment for `command`; what is already set stays as it is."""
    if command in SIGNING_NOTHING:
        os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(KEY_LENGTH))
    elif command == "demo":
        os.environ.setdefault("SECRET_KEY", _kept_key())
        os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
        os.environ.setdefault("HTTPS", "false")  # it serves this machine alone, without a certificate


def _kept_key() -> str:
    base = Path(__file__).resolve().parent.parent
    path = Path(os.environ.get("DATA_DIR") or base / ".data") / "demo-secret-key"
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
            with open(os.open(path, flags, 0o600), "w", encoding="ascii") as file:
                file.write(secrets.token_urlsafe(KEY_LENGTH))
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise NoKey(f"its key can't be kept in DATA_DIR: {error}.") from error
