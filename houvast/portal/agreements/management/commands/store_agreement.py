"""`store_agreement`: an agreement, or the next version of one, takes force with a customer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from houvast.portal.accounts.models import Organisation, OrganisationKind
from houvast.portal.agreements.actions import BESIDE_EACH_OTHER, Overlaps, store
from houvast.sla.agreement.findings import BadAgreement
from houvast.sla.agreement.reading import read


class Command(BaseCommand):
    """Store an agreement, or the next version of one; `houvast check` says beforehand what it leaves open."""

    help = "Store an agreement, or the next version of one, for a customer."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file and the customer."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--customer", required=True, metavar="SLUG", help="the provider's own for an OLA or UC of all customers"
        )

    def handle(self, *_args: Any, file: Path, customer: str, **_more: Any) -> None:
        """Store it, or say with line and column why not."""
        there = Organisation.objects.filter(slug=customer).first()
        if there is None:
            raise CommandError(f"There is no customer {customer}; add_organisation adds one.")
        try:
            text = file.read_text(encoding="utf-8")
            if there.kind == OrganisationKind.PROVIDER and read(text, name=str(file)).kind not in BESIDE_EACH_OTHER:
                raise CommandError(
                    f"There is no customer {customer}: with the provider itself only an OLA or UC is stored."
                )
            version = store(there, text, by=None, now=timezone.now(), name=str(file))
        except (BadAgreement, Overlaps, OSError, UnicodeDecodeError) as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"Stored for {there.name}: {version.name}, version {version.version}.")
