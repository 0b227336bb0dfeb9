"""Why no mail told somebody: as a notice keeps it in its `error`, and in words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from houvast.portal import wording
from houvast.sla.agreement.escalation_model import TEAM, Contact

NOBODY = "nobody"
"""Nobody has the role that must hear of this."""
_BY_HAND = "hand"
_ERRAND = re.compile(r"by ([a-z,]+): ([^,]+)(.*)", re.DOTALL)


def errand(role: str, channels: Sequence[str], contact: Contact | None) -> str:
    """Return what is left to do, to be kept: `by phone,sms: duty, J. de Vries, +31 10 123 4567`."""
    who = [role.removeprefix(TEAM)]
    if contact is not None:
        who += [each for each in (contact.person, contact.phone, contact.mail) if each]
    return f"by {','.join(channels) or _BY_HAND}: {', '.join(who)}"


def said(error: str) -> str:
    """Return in words why a message did not arrive and what is left to do; a mail server's own words stay."""
    if error == NOBODY:
        return _("Nobody has the role that must hear of this.")
    kept = _ERRAND.fullmatch(error)
    if kept is None:
        return error
    ways, role, rest = kept.groups()
    who = f"{wording.role(role)}{rest}"
    if ways == _BY_HAND:
        return _("No mail reaches %(who)s: tell them yourself.") % {"who": who}
    by = wording.listed([wording.channel(way) for way in ways.split(",")])
    return _("Tell %(who)s by %(ways)s.") % {"who": who, "ways": by}
