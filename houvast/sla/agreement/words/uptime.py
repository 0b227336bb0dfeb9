"""What a target on availability promises, in words; how it is measured is in `words.availability`."""

from __future__ import annotations

from collections.abc import Iterator

from houvast.sla.agreement.model import Agreement, AvailabilityTarget
from houvast.sla.agreement.words.amounts import length_words
from houvast.sla.agreement.words.event_phrases import conditions_words
from houvast.sla.agreement.words.maintenance import class_name
from houvast.sla.agreement.words.phrases import called, listed, percentage, period, say, service_name
from houvast.sla.agreement.words.promise_phrases import aim_sentence, calendar_phrase


def promised(agreement: Agreement, target: AvailabilityTarget, lang: str) -> Iterator[str]:
    """Yield what is promised, over which period, and which causes do not count."""
    service = service_name(agreement, target.service, lang)
    share, per = percentage(target.at_least, lang), period(target.per, lang)
    where = calendar_phrase(target.calendar, lang, agreement.glossary, full=True)
    if target.each:
        kind = called(target.service, lang, agreement.glossary)
        service = say(lang, nl=f"elke dienst van de soort {kind}", en=f"each service of the kind {kind}")
    if not target.at_least:
        yield say(
            lang,
            nl=f"Per {per} is {service} naar vermogen beschikbaar{where}.",
            en=f"In each {per} {service} is available with best effort{where}.",
        )
    else:
        yield say(
            lang,
            nl=f"Per {per} is {service} ten minste {share} van de tijd beschikbaar{where}.",
            en=f"In each {per} {service} is available at least {share} of the time{where}.",
        )
    if target.allows is not None:
        downtime = length_words(target.allows, lang)
        yield say(lang, nl=f"Dat laat {downtime} uitval over.", en=f"That leaves {downtime} of downtime.")
    yield from _for_which(agreement, target, lang)
    if target.exclude:
        left_out = listed([class_name(agreement, each, lang) for each in target.exclude], lang)
        yield say(lang, nl=f"Niet meegeteld: {left_out}.", en=f"Not counted: {left_out}.")
    if target.proven:
        proven = [class_name(agreement, each, lang) for each in target.exclude if each in target.proven]
        causes = listed(proven, lang)
        yield say(
            lang,
            nl=f"Alleen met bewijs niet meegeteld: {causes}.",
            en=f"Not counted only with evidence: {causes}.",
        )
    yield say(lang, nl="Hoe dat wordt gemeten, staat in artikel 8.", en="How that is measured is in section 8.")


def _for_which(agreement: Agreement, target: AvailabilityTarget, lang: str) -> Iterator[str]:
    if target.each:
        yield say(lang, nl="Elke dienst wordt apart beoordeeld.", en="Each service is judged by itself.")
    if target.only:
        conditions = conditions_words(agreement, target.only, lang)
        yield say(lang, nl=f"Dit geldt voor diensten met {conditions}.", en=f"This is for services with {conditions}.")
    if not target.binding:
        yield aim_sentence(lang)
