"""Events, and what a ticket or a reading must say, as parts of a sentence, in Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from houvast.sla.agreement.model import Agreement, Happening
from houvast.sla.agreement.words.phrases import OR, called, listed, say
from houvast.sla.terms import EventKind

_ATTRIBUTES = {
    "impact": ("impact", "impact"),
    "urgency": ("urgentie", "urgency"),
    "priority": ("prioriteit", "priority"),
    "status": ("status", "status"),
    "type": ("soort", "type"),
    "service": ("dienst", "service"),
    "channel": ("kanaal", "channel"),
    "team": ("team", "team"),
}


def conditions_words(agreement: Agreement, only: Mapping[str, Sequence[str]], lang: str) -> str:
    """Return what an opening must say, as the end of a sentence: soort wijziging en kanaal portal of phone."""
    parts = []
    for attribute, values in only.items():
        own = called(attribute, lang, agreement.glossary)
        nl, en = _ATTRIBUTES.get(attribute, (own, own))
        worded = listed([called(value, lang, agreement.glossary) for value in values], lang, last=OR)
        parts.append(say(lang, nl=f"{nl} {worded}", en=f"{en} {worded}"))
    return listed(parts, lang)


def events_words(agreement: Agreement, kinds: Sequence[Happening], lang: str, *, together: bool = False) -> str:
    """
    Return events as moments in a sentence: de melding, een bericht van Acme of de oplossing, wat het eerst komt.

    together  all of them must have happened
    """
    worded = [_event_words(agreement, kind, lang) for kind in kinds]
    if len(kinds) < 2:
        return listed(worded, lang)
    if together:
        return listed(worded, lang) + say(lang, nl=", wat het laatst komt", en=", whichever comes last")
    return listed(worded, lang, last=OR) + say(lang, nl=", wat het eerst komt", en=", whichever comes first")


def _event_words(agreement: Agreement, each: Happening, lang: str) -> str:
    if isinstance(each, EventKind):
        return _kind_words(agreement, each, lang)
    said = [(name, [called(word, lang, agreement.glossary) for word in words]) for name, words in each.said]
    if each.kind is EventKind.STATUS and [name for name, _ in said] == ["status"]:
        states = listed(said[0][1], lang, last=OR)
        return say(lang, nl=f"de status {states}", en=f"the status {states}")
    conditions = listed([f"{called(name, lang)} {listed(words, lang, last=OR)}" for name, words in said], lang)
    return _kind_words(agreement, each.kind, lang) + say(lang, nl=f" met {conditions}", en=f" with {conditions}")


def _kind_words(agreement: Agreement, kind: EventKind, lang: str) -> str:
    provider, customer = agreement.parties["provider"], agreement.parties["customer"]
    nl, en = {
        EventKind.OPENED: ("de melding", "the report"),
        EventKind.REPLY: (f"een inhoudelijk bericht van {provider}", f"a message of substance by {provider}"),
        EventKind.CUSTOMER_REPLY: (f"een bericht van {customer}", f"a message of {customer}"),
        EventKind.ACKNOWLEDGED: ("het in behandeling nemen", "the moment it is taken up"),
        EventKind.ASSIGNED: ("de toewijzing", "the assignment"),
        EventKind.ESCALATED: ("de escalatie", "the escalation"),
        EventKind.STATUS: ("een andere status", "another status"),
        EventKind.PRIORITY: ("een andere prioriteit", "another priority"),
        EventKind.WORKAROUND: ("een tijdelijke oplossing", "a workaround"),
        EventKind.RESOLVED: ("de oplossing", "the solution"),
        EventKind.REOPENED: ("het heropenen", "reopening"),
        EventKind.CLOSED: ("het afsluiten", "closing"),
    }[kind]
    return say(lang, nl=nl, en=en)
