#!/usr/bin/env python3
"""The command line of the project: `manage.py help` lists what it can do."""

import os
import sys

from newsroom import local


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 - its absence is explained
        from django.core.management import execute_from_command_line  # noqa: PLC0415
    except ImportError:
        sys.exit(
            "Django is not installed here. First: .venv/bin/pip install --require-hashes -r .ci/runtime.txt"
        )
    try:
        local.prepare(sys.argv[1] if len(sys.argv) > 1 else None)
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, local.NoKey) as error:
        sys.exit(f"Newsroom cannot start: {error}")


if __name__ == "__main__":
    main()
