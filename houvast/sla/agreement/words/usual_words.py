"""What words are called that agreements use so often that they need no glossary."""

from __future__ import annotations

from collections.abc import Mapping

USUAL: Mapping[str, Mapping[str, str]] = {
    "always": {"nl": "altijd", "en": "at any hour"},
    "office": {"nl": "kantoortijden", "en": "office hours"},
    "response": {"nl": "Eerste reactie", "en": "First response"},
    "resolution": {"nl": "Oplossing", "en": "Resolution"},
    "update": {"nl": "Volgende update", "en": "Next update"},
    "next-reply": {"nl": "Volgend antwoord", "en": "Next reply"},
    "lead-time": {"nl": "Doorlooptijd", "en": "Lead time"},
    "high": {"nl": "hoog", "en": "high"},
    "medium": {"nl": "midden", "en": "medium"},
    "low": {"nl": "laag", "en": "low"},
    "new": {"nl": "nieuw", "en": "new"},
    "in-progress": {"nl": "in behandeling", "en": "in progress"},
    "waiting-customer": {"nl": "wacht op klant", "en": "waiting for customer"},
    "waiting-supplier": {"nl": "wacht op leverancier", "en": "waiting for supplier"},
    "terminate": {"nl": "opzeggen", "en": "terminate"},
    "improvement plan": {"nl": "verbeterplan", "en": "improvement plan"},
    "third-party": {"nl": "derden", "en": "third parties"},
    "force-majeure": {"nl": "overmacht", "en": "force majeure"},
    "planned": {"nl": "gepland", "en": "planned"},
    "planned-maintenance": {"nl": "aangekondigd onderhoud", "en": "announced maintenance"},
}
