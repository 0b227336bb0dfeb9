"""What nobody could be mailed is said at the desk in the reader's language."""

from __future__ import annotations

import pytest
from django.utils import translation

from houvast.portal.notices.errands import NOBODY, errand, said
from houvast.sla.agreement.escalation_model import Contact, Side

DUTY = Contact("duty", Side.PROVIDER, {}, "J. de Vries", mail="", phone="+31 10 123 4567", hours="always")


@pytest.mark.parametrize(
    ("kept", "en", "nl"),
    [
        (NOBODY, "Nobody has the role that must hear of this.", "Niemand heeft de rol die dit moet horen."),
        (
            errand("duty", ["phone", "sms"], DUTY),
            "Tell duty, J. de Vries, +31 10 123 4567 by phone and text message.",
            "Waarschuw duty, J. de Vries, +31 10 123 4567 per telefoon en sms.",
        ),
        (
            errand("service-manager", ["chat"], None),
            "Tell service level manager by chat.",
            "Waarschuw servicemanager per chat.",
        ),
        (errand("team:second", ["chat"], None), "Tell second by chat.", "Waarschuw second per chat."),
        (
            errand("duty", [], DUTY),
            "No mail reaches duty, J. de Vries, +31 10 123 4567: tell them yourself.",
            "Geen mail bereikt duty, J. de Vries, +31 10 123 4567: zeg het zelf.",
        ),
        ("550 no such user: by phone", "550 no such user: by phone", "550 no such user: by phone"),
    ],
)
def test_why_no_mail_told_somebody(kept, en, nl):
    with translation.override("en"):
        assert said(kept) == en
    with translation.override("nl"):
        assert said(kept) == nl
