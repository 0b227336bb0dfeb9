"""Section 9 in words: the classes of maintenance that do not lower availability, each with its conditions."""

from __future__ import annotations

from collections.abc import Iterator

from houvast.sla.agreement.model import ALWAYS, Agreement
from houvast.sla.agreement.service_model import PLANNED_MAINTENANCE, MaintenanceClass, Notice, Outside, Owner
from houvast.sla.agreement.words.amounts import length_words
from houvast.sla.agreement.words.document import Clause, Section
from houvast.sla.agreement.words.phrases import OR, called, capital, listed, period, say, titled
from houvast.sla.agreement.words.promise_phrases import business_days, calendar_phrase, variant_words


def section(agreement: Agreement, lang: str) -> Section | None:
    """Return the section on maintenance: 9.0 for all classes, then a clause for each; None without classes."""
    if not agreement.maintenance:
        return None
    clauses = [Clause("9.0", say(lang, nl="Voor elk onderhoud", en="For all maintenance"), tuple(_for_all(lang)))]
    for place, each in enumerate(agreement.maintenance, 1):
        title = capital(class_name(agreement, each.name, lang))
        clauses.append(Clause(f"9.{place}", title, tuple(_class(agreement, each, lang))))
    return Section(9, say(lang, nl="Onderhoud", en="Maintenance"), tuple(clauses))


def class_name(agreement: Agreement, cause: str, lang: str) -> str:
    """Return what an excluded cause is called: by the title of its class of maintenance, or as any other word."""
    described = next((each for each in agreement.maintenance if each.name == cause), None)
    word = called(cause, lang, agreement.glossary)
    if described is None and cause == PLANNED_MAINTENANCE and agreement.maintenance:
        return say(lang, nl="onderhoud volgens artikel 9", en="maintenance according to section 9")
    return titled(described.title, lang, word) if described is not None else word


def _for_all(lang: str) -> Iterator[str]:
    yield say(
        lang,
        nl="Waar een norm onderhoud niet meetelt, is dat zo zolang het onderhoud aan alle voorwaarden van zijn soort "
        "voldoet. Wat daaraan niet voldoet, is uitval.",
        en="Where a target leaves maintenance out, it does so while the maintenance keeps to all conditions of its "
        "class. What does not is downtime.",
    )
    yield say(
        lang,
        nl="De voorwaarden worden getoetst in deze volgorde: aankondiging, venster, langste duur, aantal, totale tijd.",
        en="The conditions are tested in this order: notice, window, longest event, number, total time.",
    )


def _class(agreement: Agreement, each: MaintenanceClass, lang: str) -> Iterator[str]:
    yield _belongs(agreement, each, lang)
    yield _owner(agreement, each, lang)
    yield _notice(agreement, each.notice, lang)
    yield from _window(agreement, each, lang)
    yield from _caps(each, lang)


def _belongs(agreement: Agreement, each: MaintenanceClass, lang: str) -> str:
    causes = [called(word, lang, agreement.glossary) for word in dict.fromkeys((each.name, *each.causes))]
    named = listed(causes, lang, last=OR)
    if each.causes:
        return say(lang, nl=f"Hieronder valt werk met als oorzaak {named}.", en=f"This is work with the cause {named}.")
    return say(
        lang,
        nl=f"Hieronder valt werk met als oorzaak {named}, en werk waarvan de oorzaak geen enkele soort noemt.",
        en=f"This is work with the cause {named}, and work of which the cause names no class at all.",
    )


def _owner(agreement: Agreement, each: MaintenanceClass, lang: str) -> str:
    party = agreement.parties["customer" if each.owner is Owner.CUSTOMER else "provider"]
    return say(lang, nl=f"Het gebeurt op initiatief van {party}.", en=f"It is done on the initiative of {party}.")


def _notice(agreement: Agreement, notice: Notice | None, lang: str) -> str:
    if notice is None:
        return say(lang, nl="Het hoeft niet te zijn aangekondigd.", en="It need not have been announced.")
    if not notice.amount:
        return say(lang, nl="Het is aangekondigd voordat het begint.", en="It has been announced before it begins.")
    length = (
        business_days(notice.amount, lang)
        if notice.business_days
        else length_words(notice.amount, lang, calendar=notice.calendar)
    )
    where = "" if notice.calendar == ALWAYS else calendar_phrase(notice.calendar, lang, agreement.glossary)
    before = length + where + variant_words(notice, lang)
    return say(
        lang,
        nl=f"Het is ten minste zo lang voor het begin aangekondigd: {before}.",
        en=f"It has been announced at least this long before it begins: {before}.",
    )


def _window(agreement: Agreement, each: MaintenanceClass, lang: str) -> Iterator[str]:
    if each.window is None:
        yield say(lang, nl="Het mag op elk moment.", en="It may be at any time.")
    else:
        name = called(each.window, lang, agreement.glossary)
        yield say(lang, nl=f"Het valt in het venster {name}.", en=f"It lies in the window {name}.")
    if each.longest is not None:
        length = length_words(each.longest, lang)
        yield say(
            lang, nl=f"Eén keer onderhoud duurt ten hoogste {length}.", en=f"A single event lasts at most {length}."
        )
    if each.window is not None or each.longest is not None:
        yield _outside(each.outside, lang)


def _outside(outside: Outside, lang: str) -> str:
    if outside is Outside.ALL:
        return say(
            lang,
            nl="Valt een deel daarbuiten, dan is het hele onderhoud uitval.",
            en="When a part lies outside of that, all of it is downtime.",
        )
    return say(
        lang,
        nl="Valt een deel daarbuiten, dan is alleen dat deel uitval.",
        en="When a part lies outside of that, only that part is downtime.",
    )


def _caps(each: MaintenanceClass, lang: str) -> Iterator[str]:
    per = period(each.per, lang)
    if each.times is not None:
        nl, en = ("één keer", "once") if each.times == 1 else (f"{each.times} keer", f"{each.times} times")
        yield say(lang, nl=f"Per {per} geldt dit ten hoogste {nl}.", en=f"In each {per} this holds at most {en}.")
    if each.time is not None:
        length = length_words(each.time, lang)
        yield say(
            lang,
            nl=f"Per {per} geldt dit in totaal voor ten hoogste {length}.",
            en=f"In each {per} this holds for at most {length} in total.",
        )
