"""Every mail that came in, and what became of it. The row is there before anything is done with the mail."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from houvast.portal.accounts.models import Organisation, Person
from houvast.portal.files.models import StoredFile
from houvast.portal.tickets.models import Ticket


class Fate(models.TextChoices):
    """
    What became of a mail.

    waiting      nothing yet; tried again until TRIES
    ignored      nobody wrote it: an automatic answer, a bounce, our own mail coming back, a copy
    quarantined  somebody must look: `why` says what is doubtful
    set-aside    handling it failed each time; somebody must look
    """

    WAITING = "waiting", _("Waiting")
    OPENED = "opened", _("Ticket opened")
    REPLIED = "replied", _("Reply added")
    IGNORED = "ignored", _("Ignored")
    QUARANTINED = "quarantined", _("In quarantine")
    SET_ASIDE = "set-aside", _("Set aside")
    REFUSED = "refused", _("Refused")


class IncomingMail(models.Model):
    """
    One mail in one mailbox.

    organisation  the customer it was for; the provider until that is known
    place         where it lies in the mailbox: the validity of its numbers, and its number
    message_id    what its sender called it; anybody can write anything there
    why           the code of the reason; `wording` makes a sentence of it
    raw           the whole mail as it was received; empty when it was too large to be kept
    handled_by    who released or refused it
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    mailbox = models.CharField(max_length=100)
    place = models.CharField(max_length=60)
    message_id = models.CharField(max_length=255, blank=True, default="")
    sender = models.CharField(max_length=254, blank=True, default="")
    subject = models.CharField(max_length=300, blank=True, default="")
    received_at = models.DateTimeField()
    fate = models.CharField(max_length=12, choices=Fate, default=Fate.WAITING)
    why = models.CharField(max_length=40, blank=True, default="")
    tries = models.PositiveSmallIntegerField(default=0)
    raw = models.OneToOneField(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, null=True, blank=True, related_name="mails")
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["received_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["mailbox", "place"], name="mail_of_a_mailbox_once")]
        indexes = [models.Index(fields=["fate", "received_at"], name="mail_by_fate")]

    def __str__(self) -> str:
        return f"{self.sender}: {self.subject}"
