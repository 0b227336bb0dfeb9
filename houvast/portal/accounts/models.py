"""Organisations, the people in them, and the roles that say what they may do."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import validate_slug
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    """The languages the portal speaks."""

    NL = "nl", _("Dutch")
    EN = "en", _("English")


class ColourScheme(models.TextChoices):
    """How the pages look; `auto` follows the reader's device."""

    AUTO = "auto", _("As my device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class OrganisationKind(models.TextChoices):
    """Who gives service and who receives it."""

    PROVIDER = "provider", _("Provider")
    CUSTOMER = "customer", _("Customer")


class Organisation(models.Model):
    """
    A provider or a customer; every row of a customer carries it.

    chain_head, chain_length  end of the hash chain over its ticket events; the row is locked while appending
    """

    name = models.CharField(max_length=200)
    slug = models.CharField(max_length=60, unique=True, validators=[validate_slug])
    kind = models.CharField(max_length=10, choices=OrganisationKind)
    language = models.CharField(max_length=2, choices=Language, default=Language.NL)
    timezone = models.CharField(max_length=60, default="Europe/Amsterdam")
    chain_head = models.CharField(max_length=64, blank=True, default="")
    chain_length = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=OrganisationKind.values), name="organisation_kind"),
        ]

    def __str__(self) -> str:
        return self.name


class People(BaseUserManager["Person"]):
    """Makes people; e-mail addresses are kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        """Make a person who signs in with this address; without a password they cannot sign in yet."""
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, email: str | None) -> Person:
        """Return the person with this address, however it is written."""
        return self.get(email=(email or "").strip().lower())


class Person(AbstractBaseUser):
    """Somebody who signs in; what they may do follows from their memberships (`access`)."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, choices=Language, default=Language.NL)
    timezone = models.CharField(max_length=60, default="Europe/Amsterdam")
    colour_scheme = models.CharField(max_length=5, choices=ColourScheme, default=ColourScheme.AUTO)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"
        constraints = [models.UniqueConstraint(Lower("email"), name="person_email_whatever_its_case")]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """Return the name as written."""
        return self.name

    def get_short_name(self) -> str:
        """Return the first word of the name."""
        return self.name.partition(" ")[0]


class Role(models.TextChoices):
    """What somebody is in an organisation."""

    CUSTOMER_CONTACT = "customer-contact", _("Contact")
    CUSTOMER_OWNER = "customer-owner", _("Contract owner")
    CUSTOMER_ADMINISTRATOR = "customer-administrator", _("Administrator")
    AGENT = "agent", _("Agent")
    SERVICE_MANAGER = "service-manager", _("Service level manager")
    OPERATOR = "operator", _("Operator")
    AUDITOR = "auditor", _("Auditor")


class Whose(models.TextChoices):
    """Whose tickets somebody of a customer reads."""

    OWN = "own", _("Their own")
    ALL = "all", _("Everybody's")


class Membership(models.Model):
    """
    A person's role in an organisation; one row per role.

    team   the team an agent works in; empty means any team
    reads  what somebody of a customer reads beside their own tickets, each granted by itself; the provider's people
           read by their role, whatever stands here
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=30, choices=Role)
    team = models.CharField(max_length=100, blank=True, default="")
    reads_tickets = models.CharField(max_length=3, choices=Whose, default=Whose.ALL)
    reads_agreements = models.BooleanField(default=True)
    reads_documents = models.BooleanField(default=True)
    reads_invoices = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation", "role", "team"], name="membership_once"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role"),
            models.CheckConstraint(condition=models.Q(reads_tickets__in=Whose.values), name="membership_reads_tickets"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.role}, {self.organisation}"
