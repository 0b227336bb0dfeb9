"""Mails about signing in: sent at once, in the reader's language, with links to the configured address only."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_noop

LOG = logging.getLogger(__name__)

SIGN_IN, PASSWORD, INVITATION = "sign_in", "password", "invitation"  # names of mails
ADDRESS, ADDRESS_TOLD, CHANGED = "address", "address_told", "changed"
TITLES = {
    SIGN_IN: gettext_noop("Your link to sign in"),
    PASSWORD: gettext_noop("Set your password"),
    INVITATION: gettext_noop("%(inviter)s invites you to %(organisation)s"),
    ADDRESS: gettext_noop("Confirm your mail address"),
    ADDRESS_TOLD: gettext_noop("Your mail address is being changed"),
    CHANGED: gettext_noop("Something changed in how you sign in"),
}


class AnsweredFirst(HttpResponseRedirect):
    """A redirect after which something is done once it has been sent, so that its time tells the reader nothing."""

    afterwards: Callable[[], object] | None = None

    def close(self) -> None:
        """Close as usual, then do what was put off, once."""
        super().close()
        afterwards, self.afterwards = self.afterwards, None
        if afterwards is not None:
            afterwards()


def send(mail: str, *, to: str, language: str, path: str = "", **values: Any) -> bool:
    """
    Send one of the mails above; return whether the mail server took it.

    path  of the link in it, from the root; what went wrong is logged without it
    """
    with translation.override(language):
        told = values | {"address": settings.BASE_URL + path if path else ""}
        subject = " ".join((translation.gettext(TITLES[mail]) % told).split())
        body = render_to_string(f"accounts/mails/{mail}.txt", told)
    headers = {"Auto-Submitted": "auto-generated"}
    try:
        EmailMessage(subject=subject, body=body, to=[to], headers=headers).send()
    except OSError as refused:  # SMTPException is one
        LOG.error("a mail about signing in (%s) was not taken: %s", mail, type(refused).__name__)
        return False
    return True
