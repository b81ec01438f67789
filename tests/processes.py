"""Running `manage.py` as a person does: a process of its own, in an environment with nothing set."""

import os
import subprocess
import sys

from django.conf import settings

MANAGE = [sys.executable, str(settings.BASE_DIR / "manage.py")]


def bare_environment(**values) -> dict[str, str]:
    """Nothing but what a shell needs, and the values given."""
    return {"PATH": os.environ["PATH"]} | values


def manage(*arguments: str, encoding: str = "utf-8", **environment: str) -> subprocess.CompletedProcess:
    """Run `manage.py ARGUMENTS` with only these values in the environment; warnings are errors."""
    return subprocess.run(
        [*MANAGE, *arguments],
        env=bare_environment(PYTHONWARNINGS="error", **environment),
        cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding=encoding,
        check=False,
    )
