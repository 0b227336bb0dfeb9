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


class Deed(models.TextChoices):
    """What a line of the audit trail says was done."""

    SIGNED_IN = "signed-in", _("Signed in")
    SIGN_IN_FAILED = "sign-in-failed", _("Sign-in failed")
    SIGN_IN_LOCKED = "sign-in-locked", _("Sign-in locked")
    SECOND_FACTOR_FAILED = "second-factor-failed", _("Second factor failed")
    PROVED = "proved", _("Proved again who it is")
    LINK_SENT = "link-sent", _("Link sent")
    PASSWORD_SET = "password-set", _("Password set")  # a deed, no secret
    ADDRESS_CHANGED = "address-changed", _("Mail address changed")
    FACTOR_ADDED = "factor-added", _("Second factor added")
    FACTOR_REMOVED = "factor-removed", _("Second factor removed")
    CODES_MADE = "codes-made", _("Recovery codes made")
    INVITED = "invited", _("Invitation sent")
    ACCEPTED = "accepted", _("Invitation accepted")
    WITHDRAWN = "withdrawn", _("Invitation withdrawn")
    ROLE_CHANGED = "role-changed", _("Role or grants changed")
    ENDED = "ended", _("Membership ended")
    SESSION_REVOKED = "session-revoked", _("Session ended")
    OIDC_SET = "oidc-set", _("OpenID Connect set")
    OIDC_REMOVED = "oidc-removed", _("OpenID Connect removed")
    OIDC_LINKED = "oidc-linked", _("OpenID Connect linked")
    CUSTOMER_ADDED = "customer-added", _("Customer added")
    CUSTOMER_CHANGED = "customer-changed", _("Customer changed")
    REFUSED = "refused", _("Access refused")


class AccessDecision(models.Model):
    """
    One line of the audit trail: who was let in or refused, and who changed what of whom. INSERT only.

    by            who did it; nobody for who is not known
    about         whom it concerns, where that is another or the one who tried
    organisation  in which it holds, where it holds in one
    said          what was changed, in codes: never a password, code, link or what somebody typed
    """

    happened_at = models.DateTimeField(db_index=True)
    deed = models.CharField(max_length=30, choices=Deed)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    about = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ip = models.GenericIPAddressField(null=True, blank=True)
    said = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-happened_at", "-pk"]
        indexes = [models.Index(fields=["about", "deed", "-happened_at"], name="decision_about")]

    def __str__(self) -> str:
        return f"{self.happened_at:%Y-%m-%d %H:%M} {self.deed}"


class Purpose(models.TextChoices):
    """What a one-time link is for."""

    SIGN_IN = "sign-in", _("sign in")
    PASSWORD = "password", _("set a password")  # a purpose, no secret
    ADDRESS = "address", _("confirm a mail address")


class OneTimeLink(models.Model):
    """
    A link that was asked for by mail, or would have been: one row also for an address that nobody has here.

    person      whom it lets in; nobody for an address that is not known
    asked_for   SHA-256 of the address it was asked for; limits count by it
    address     the new address that is confirmed; empty for any other purpose
    token_hash  SHA-256 of the secret in the link; the secret itself is in the mail and nowhere else
    """

    purpose = models.CharField(max_length=10, choices=Purpose)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    asked_for = models.CharField(max_length=64)
    address = models.EmailField(blank=True, default="")
    token_hash = models.CharField(max_length=64, unique=True)
    ip = models.GenericIPAddressField(null=True, blank=True)
    made_at = models.DateTimeField(db_index=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["asked_for", "made_at"], name="link_by_address"),
            models.Index(fields=["ip", "made_at"], name="link_by_ip"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}, {self.made_at:%Y-%m-%d %H:%M}"


class Invitation(models.Model):
    """
    Somebody was asked to come in, with a role and what they will read; the link in the mail works once.

    It is open until it was accepted or withdrawn, or `expires_at` has passed. Sending again makes another secret.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, choices=Language, default=Language.NL)
    role = models.CharField(max_length=30, choices=Role)
    team = models.CharField(max_length=100, blank=True, default="")
    reads_tickets = models.CharField(max_length=3, choices=Whose, default=Whose.ALL)
    reads_agreements = models.BooleanField(default=True)
    reads_documents = models.BooleanField(default=True)
    reads_invoices = models.BooleanField(default=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-sent_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="invitation_open_once",
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="invitation_role"),
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.role}, {self.organisation}"


class OrganisationSignIn(models.Model):
    """
    How the people of an organisation sign in elsewhere: OpenID Connect.

    issuer    who vouches for them; for another issuer there is another row and another `provider`, so that the same
              subject of another issuer is somebody else
    provider  by which allauth knows the client (`SocialApp.provider_id`), and part of its address
    """

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="sign_in")
    issuer = models.URLField(max_length=300)
    provider = models.CharField(max_length=80, unique=True)
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.organisation}: {self.issuer}"
