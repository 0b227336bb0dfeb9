"""Why a mail was not let in, in sentences for the desk."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from houvast.portal.wording.refusals import REFUSALS

_WHY = {
    "not-aligned": gettext_noop("No domain stands for this sender: anybody may have written it."),
    "unknown-sender": gettext_noop("Nobody here has this address."),
    "several-addresses": gettext_noop("It was sent to the reply addresses of several tickets."),
    "address-of-another": gettext_noop("The reply address was given to somebody else."),
    "may-not-write": gettext_noop("The sender may not write on this ticket, or report here."),
    "several-customers": gettext_noop("The sender belongs to several customers; for which one is not said."),
    "too-large": gettext_noop("It was too large to be taken; it is still in the mailbox."),
    "failed": gettext_noop("It could not be handled; the log says why."),
}


def why_not_let_in(code: str) -> str:
    """Return why somebody must look at a mail."""
    return _(_WHY.get(code) or REFUSALS.get(code) or _WHY["failed"])
