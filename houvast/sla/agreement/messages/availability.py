"""Errors and warnings about services, maintenance and availability, in English and Dutch."""

from __future__ import annotations

from collections.abc import Mapping

AVAILABILITY_MESSAGES: Mapping[str, tuple[str, str]] = {
    "service-reversed": (
        "The last day, {last}, lies before the first, {first}.",
        "De laatste dag, {last}, ligt voor de eerste, {first}.",
    ),
    "down-or-mean": (
        "A service has down_when or mean_of, not both.",
        "Een dienst heeft down_when of mean_of, niet allebei.",
    ),
    "down-when": (
        "Write one of all-of: [...], any-of: [...], or at_least: 2 with of: [...].",
        "Schrijf een van all-of: [...], any-of: [...], of at_least: 2 met of: [...].",
    ),
    "in-service-of-what": (
        "in_service counts members; name them under down_when or mean_of.",
        "in_service telt onderdelen; noem ze onder down_when of mean_of.",
    ),
    "made-of-itself": ("{service} is made of itself.", "{service} bestaat uit zichzelf."),
    "parts-too-deep": (
        "{service} is made of parts of parts, more than {most} times over.",
        "{service} bestaat uit delen van delen, meer dan {most} keer achter elkaar.",
    ),
    "member-twice": ("{word} is part of {service} twice.", "{word} is twee keer een deel van {service}."),
    "mean-inside": (
        "{word} is a mean of figures, which is neither up nor down; {service} cannot be made of it.",
        "{word} is een gemiddelde van cijfers en is dus niet op of neer; {service} kan er niet uit bestaan.",
    ),
    "maintenance-takes-all": (
        "{word} would excuse all maintenance: name its causes, ask for notice, or give it a window.",
        "{word} zou al het onderhoud verontschuldigen: noem oorzaken, vraag een aankondiging, of geef een venster.",
    ),
    "per-without-cap": (
        "per says over which period time or times are counted; neither stands here.",
        "per zegt over welke periode time of times telt; die staan er geen van beide.",
    ),
    "two-minimums": (
        "An outage is held against longer_than or at_least, not both.",
        "Een storing wordt getoetst aan longer_than of at_least, niet aan allebei.",
    ),
    "minimum-missing": (
        "{word} belongs to a minimum length: write longer_than or at_least too.",
        "{word} hoort bij een minimale lengte: schrijf er longer_than of at_least bij.",
    ),
    "unknown-period": ("{word} is not a period.", "{word} is geen periode."),
}

AVAILABILITY_LINT: Mapping[str, tuple[str, str]] = {
    "period-not-written": (
        "No period is written for {word}; a month holds. Write per: month if that is meant.",
        "Voor {word} staat er geen periode; een maand geldt. Schrijf per: month als dat de bedoeling is.",
    ),
    "allowance-differs": (
        "The percentage leaves {range} of a period, not {word}; the percentage counts.",
        "Het percentage laat {range} van een periode over, niet {word}; het percentage telt.",
    ),
    "denominator-of-other-period": (
        "{word} is the length of another period: this one lasts {range}.",
        "{word} is de lengte van een andere periode: deze duurt {range}.",
    ),
    "maintenance-not-excluded": (
        "No target excludes {word}, so that this maintenance is downtime.",
        "Geen norm sluit {word} uit, dus dit onderhoud is uitval.",
    ),
    "cause-is-no-class": (
        "{word} is no class of maintenance, only a cause that an outage can have.",
        "{word} is geen soort onderhoud, alleen een oorzaak die een storing kan hebben.",
    ),
    "service-unused": (
        "No target, service or credit looks at the service {word}.",
        "Geen norm, dienst of tegoed kijkt naar de dienst {word}.",
    ),
    "service-never-in-service": (
        "{word} is not in service at any time of the agreement, so that nothing can be measured.",
        "{word} is op geen moment van de overeenkomst in dienst, dus er valt niets te meten.",
    ),
}
