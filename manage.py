#!/usr/bin/env python3
"""Runs copro's commands."""

import os
import secrets
import sys

# Commands that sign nothing run without SECRET_KEY; whatever serves people refuses to.
SIGN_NOTHING = {"makemigrations", "migrate", "showmigrations", "sqlmigrate", "collectstatic", "load_founding", "help"}


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "copro.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command in SIGN_NOTHING or sys.argv[1:] == ["check"]:
        os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
