"""`add_organisation`: the provider itself, or a customer."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from houvast.portal.accounts.actions import add_organisation
from houvast.portal.accounts.models import Language, OrganisationKind


class Command(BaseCommand):
    """Add the provider itself, or a customer."""

    help = "Add an organisation: the provider itself, or a customer."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what is known of it."""
        parser.add_argument("name")
        parser.add_argument("--slug", required=True, help="short name, as in addresses and for houvast import")
        parser.add_argument("--kind", choices=OrganisationKind.values, default=OrganisationKind.CUSTOMER)
        parser.add_argument("--language", choices=Language.values, default=Language.NL)
        parser.add_argument("--timezone", default="Europe/Amsterdam")

    def handle(self, *_args: Any, name: str, slug: str, kind: str, language: str, timezone: str, **_more: Any) -> None:
        """Add it, or say why not."""
        try:
            added = add_organisation(name=name, slug=slug, kind=kind, language=language, timezone=timezone)
        except ValidationError as refusal:
            raise CommandError("; ".join(refusal.messages)) from None
        self.stdout.write(f"Added {added.name}, as {added.slug}.")
