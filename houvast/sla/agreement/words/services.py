"""Section 2 in words: what is included, and what each described service is made of."""

from __future__ import annotations

from collections.abc import Iterator

from houvast.sla.agreement.model import Agreement
from houvast.sla.agreement.service_model import Composition, Members, Service
from houvast.sla.agreement.words.document import Clause, Section
from houvast.sla.agreement.words.event_phrases import conditions_words
from houvast.sla.agreement.words.phrases import capital, day_words, listed, say, service_name


def section(agreement: Agreement, lang: str) -> Section:
    """Return the section on services: 2.1 for all of them, then a clause for each that is described."""
    clauses = [Clause("2.1", say(lang, nl="Wat erbij hoort", en="What is included"), tuple(_included(agreement, lang)))]
    for place, service in enumerate(agreement.services.values(), 2):
        title = capital(service_name(agreement, service.name, lang))
        clauses.append(Clause(f"2.{place}", title, tuple(_described(agreement, service, lang))))
    return Section(2, say(lang, nl="Diensten", en="Services"), tuple(clauses))


def _included(agreement: Agreement, lang: str) -> Iterator[str]:
    provider, customer = agreement.parties["provider"], agreement.parties["customer"]
    yield say(
        lang,
        nl=f"De normen gelden voor de tickets van {customer} bij {provider}.",
        en=f"The targets hold for the tickets of {customer} with {provider}.",
    )
    services = dict.fromkeys(target.service for target in agreement.availability.values())
    if services:
        names = listed([service_name(agreement, service, lang) for service in services], lang)
        yield say(lang, nl=f"Beschikbaarheid is beloofd voor {names}.", en=f"Availability is promised for {names}.")


def _described(agreement: Agreement, service: Service, lang: str) -> Iterator[str]:
    if service.members is None:
        yield say(
            lang,
            nl="Deze dienst wordt als geheel gemeten.",
            en="This service is measured as a whole.",
        )
    else:
        yield _made_of(agreement, service.members, lang)
        yield from _in_service(service.members, lang)
    yield from _term(service, lang)
    if service.attributes:
        said = {name: (word,) for name, word in service.attributes.items()}
        attributes = conditions_words(agreement, said, lang)
        yield say(lang, nl=f"Van deze dienst is bekend: {attributes}.", en=f"This is known of it: {attributes}.")


def _made_of(agreement: Agreement, members: Members, lang: str) -> str:
    names = [service_name(agreement, name, lang) for name in members.names]
    parts = listed(names, lang)
    match members.composition:
        case Composition.ALL_OF:
            return say(
                lang,
                nl=f"Deze dienst is niet beschikbaar als geen van deze onderdelen dat is: {parts}.",
                en=f"This service is down when all of these parts are down: {parts}.",
            )
        case Composition.ANY_OF:
            return say(
                lang,
                nl=f"Deze dienst is niet beschikbaar zodra een van deze onderdelen dat niet is: {parts}.",
                en=f"This service is down as soon as one of these parts is down: {parts}.",
            )
        case Composition.AT_LEAST:
            return say(
                lang,
                nl=f"Deze dienst is niet beschikbaar als ten minste {members.how_many} van deze {len(names)} "
                f"onderdelen dat niet zijn: {parts}.",
                en=f"This service is down when at least {members.how_many} of these {len(names)} parts are down: "
                f"{parts}.",
            )
        case Composition.MEAN_OF:
            return _mean(names, members.weights, lang)


def _mean(names: list[str], weights: tuple[int, ...], lang: str) -> str:
    weighed = listed([f"{name} ({weight})" for name, weight in zip(names, weights, strict=True)], lang)
    return say(
        lang,
        nl=f"Het cijfer van deze dienst is het gewogen gemiddelde van de cijfers van deze onderdelen, met het gewicht "
        f"tussen haakjes: {weighed}.",
        en=f"The figure of this service is the weighted mean of the figures of these parts, with the weight in "
        f"brackets: {weighed}.",
    )


def _in_service(members: Members, lang: str) -> Iterator[str]:
    if members.in_service == 1:
        yield say(
            lang,
            nl="Is geen van deze onderdelen in dienst, dan is de dienst zelf niet in dienst, en telt die tijd niet "
            "mee.",
            en="With none of these parts in service, the service itself is not in service, and that time does not "
            "count.",
        )
        return
    yield say(
        lang,
        nl=f"Zijn er minder dan {members.in_service} van deze onderdelen in dienst, dan is de dienst zelf niet in "
        "dienst, en telt die tijd niet mee.",
        en=f"With fewer than {members.in_service} of these parts in service, the service itself is not in service, and "
        "that time does not count.",
    )


def _term(service: Service, lang: str) -> Iterator[str]:
    if service.since is not None:
        day = day_words(service.since, lang)
        yield say(lang, nl=f"Deze dienst is in dienst vanaf {day}.", en=f"This service is in service from {day}.")
    if service.until is not None:
        day = day_words(service.until, lang)
        yield say(
            lang,
            nl=f"De laatste dag waarop deze dienst in dienst is, is {day}.",
            en=f"The last day on which this service is in service is {day}.",
        )
