"""`add_person`: somebody who signs in, with a role."""

from __future__ import annotations

import sys
from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from houvast.portal.accounts.actions import RoleElsewhere, add_person
from houvast.portal.accounts.models import Language, Organisation, Role


class Command(BaseCommand):
    """Add somebody who signs in, with a role; the password is asked for, or read from a pipe."""

    help = "Add somebody with a role in an organisation. The password is asked for, or read from a pipe."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take who it is, and what they do where."""
        parser.add_argument("email")
        parser.add_argument("--name", required=True)
        parser.add_argument("--organisation", required=True, metavar="SLUG")
        parser.add_argument("--role", required=True, choices=Role.values)
        parser.add_argument("--team", default="", help="the team of an agent; none is every team")
        parser.add_argument("--language", choices=Language.values, default=Language.NL)

    def handle(self, *_args: Any, organisation: str, **options: Any) -> None:
        """Add them, or say why not."""
        there = Organisation.objects.filter(slug=organisation).first()
        if there is None:
            raise CommandError(f"There is no organisation {organisation}; add_organisation adds one.")
        said = {name: options[name] for name in ("email", "name", "role", "team", "language")}
        try:
            added = add_person(there, password=_password(), **said)
        except ValidationError as refusal:
            raise CommandError("; ".join(refusal.messages)) from None
        except RoleElsewhere as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{added.name} is {options['role']} of {there.name}, and signs in as {added.email}.")


def _password() -> str:
    return getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
