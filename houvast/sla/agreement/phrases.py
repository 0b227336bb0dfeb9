"""Small parts of speech in Dutch and English: durations, promises, goals, days, and what words are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from houvast.sla.agreement.hours import time_of_day
from houvast.sla.agreement.model import ALWAYS, Agreement, Goal, GoalKind, Happening, Per, Promise, Text, Unit
from houvast.sla.agreement.names_of_days import LONG_UNITS, MONTHS, SHORT_MONTHS, SHORT_UNITS, SHORT_WEEKDAYS
from houvast.sla.agreement.service_model import Notice
from houvast.sla.agreement.usual_words import USUAL
from houvast.sla.opening_hours import Range
from houvast.sla.periods import Cycle
from houvast.sla.terms import DAY, HOUR, MINUTE, SECOND, EventKind

Glossary = Mapping[str, Text]

NO_WORDS: Glossary = {}

AND = ("en", "and")
OR = ("of", "or")

_PERIODS = {
    Per.WEEK: {"nl": "week", "en": "week"},
    Per.MONTH: {"nl": "kalendermaand", "en": "calendar month"},
    Per.QUARTER: {"nl": "kwartaal", "en": "quarter"},
    Per.YEAR: {"nl": "kalenderjaar", "en": "calendar year"},
}
_FROM_HERE_IN_DAYS = 72 * HOUR


def say(lang: str, *, nl: str, en: str) -> str:
    """Return the sentence in the language of the reader."""
    return nl if lang == "nl" else en


def called(word: str, lang: str, glossary: Glossary = NO_WORDS) -> str:
    """Return what a word of the agreement is called: by its glossary, by common use, or as it is."""
    for known in (glossary.get(word, {}), USUAL.get(word, {})):
        if known:
            return known.get(lang) or next(iter(known.values()))
    return word


def titled(text: Text, lang: str, otherwise: str) -> str:
    """Return a text in a language, in another where it has no such, or else something else."""
    return text.get(lang) or next(iter(text.values()), "") or otherwise


def target_title(agreement: Agreement, target: str, lang: str) -> str:
    """Return what a target is called."""
    known = (agreement.targets, agreement.availability, agreement.indicators)
    promised = next((targets[target] for targets in known if target in targets), None)
    if promised is not None and promised.title:
        return titled(promised.title, lang, target)
    if target in agreement.availability:
        service = service_name(agreement, agreement.availability[target].service, lang)
        return say(lang, nl=f"Beschikbaarheid {service}", en=f"Availability of {service}")
    return called(target, lang, agreement.glossary)


def service_name(agreement: Agreement, service: str, lang: str) -> str:
    """Return what a service is called: by its title, by the glossary, or as it is."""
    described = agreement.services.get(service)
    word = called(service, lang, agreement.glossary)
    return titled(described.title, lang, word) if described is not None else word


def capital(words: str) -> str:
    """Return words as they begin a sentence."""
    return words[:1].upper() + words[1:]


def period(per: Per | Cycle, lang: str) -> str:
    """Return what a period is called: kalendermaand, calendar month."""
    if isinstance(per, Per):
        return _PERIODS[per][lang]
    if per.rolling:
        count = per.days or per.months
        nl, en = ("dagen", "days") if per.days else ("maanden", "months")
        return say(lang, nl=f"aaneengesloten {count} {nl}", en=f"stretch of {count} {en}")
    day = per.anchor.day
    if per.months == 1:
        return say(lang, nl=f"maand vanaf dag {day}", en=f"month from day {day}")
    called_so = {3: ("contractkwartaal", "contract quarter"), 12: ("contractjaar", "contract year")}[per.months]
    return say(lang, nl=called_so[0], en=called_so[1])


def listed(words: Sequence[str], lang: str, *, last: tuple[str, str] = AND) -> str:
    """Return words as a list in a sentence; `last` is the Dutch and the English word before the last."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last[0] if lang == 'nl' else last[1]} {words[-1]}"


# -- numbers and times ---------------------------------------------------------------------------------


def percentage(value: Decimal, lang: str) -> str:
    """Return a percentage: 99,9 % in Dutch, 99.9% in English."""
    figure = f"{value:f}"
    return f"{figure.replace('.', ',')} %" if lang == "nl" else f"{figure}%"


def duration_words(microseconds: int, lang: str, *, full: bool = False, calendar: str = ALWAYS) -> str:
    """
    Return a length of time: 1 u 30 m, or in full 1 uur en 30 minuten.

    Whole days from 72 hours on are told as 7 × 24 u, unless a `calendar` that closes counts them.
    """
    days, rest = divmod(microseconds, DAY)
    if calendar == ALWAYS and microseconds >= _FROM_HERE_IN_DAYS and not rest:
        return f"{days} × {_counted(24, 0, lang, full)}"
    hours, rest = divmod(microseconds, HOUR)
    minutes, rest = divmod(rest, MINUTE)
    numbers = (hours, minutes, rest // SECOND)
    parts = [_counted(number, unit, lang, full) for unit, number in enumerate(numbers) if number]
    return listed(parts, lang) if full else " ".join(parts)


def _counted(number: int, unit: int, lang: str, full: bool) -> str:
    if full:
        return f"{number} {LONG_UNITS[lang][unit][number != 1]}"
    return f"{number} {SHORT_UNITS[lang][unit]}"


def day_words(day: date, lang: str) -> str:
    """Return a date in full: 1 januari 2026."""
    return f"{day.day} {MONTHS[lang][day.month - 1]} {day.year}"


def month_words(day: date, lang: str) -> str:
    """Return the month of a date: januari."""
    return MONTHS[lang][day.month - 1]


def short_day(day: date, lang: str) -> str:
    """Return a date with its weekday: do 1 jan."""
    return f"{SHORT_WEEKDAYS[lang][day.weekday()]} {day.day} {SHORT_MONTHS[lang][day.month - 1]}"


def ranges_words(ranges: Sequence[Range], lang: str) -> str:
    """Return the hours of a day: 08:00–12:00 en 13:00–17:00."""
    worded = [f"{time_of_day(since)}–{time_of_day(until)}" for since, until in ranges]
    return listed(worded, lang) if worded else say(lang, nl="gesloten", en="closed")


def zone_words(zone: str) -> str:
    """Return a time zone by its city: Amsterdam."""
    return zone.rpartition("/")[2].replace("_", " ")


# -- promises and goals --------------------------------------------------------------------------------


def promise_words(promise: Promise | None, lang: str, glossary: Glossary = NO_WORDS) -> str:
    """Return a promise in short: `4 u op kantoortijden`, `15 m, altijd`, `2 wd op kantoortijden`, `naar vermogen`."""
    if promise is None:
        return "–"
    if promise.unit is Unit.BEST_EFFORT:
        return say(lang, nl="naar vermogen", en="best effort")
    aim = "" if promise.binding else say(lang, nl="streven: ", en="aim: ")
    if _differ(promise, lang):
        return aim + listed([promise_words(_alone(limit), lang, glossary) for limit in promise.limits], lang, last=OR)
    limits = [amount_words(each, lang) for each in promise.limits]
    where = calendar_phrase(promise.calendar, lang, glossary)
    return f"{aim}{listed(limits, lang, last=OR)}{where}{variant_words(promise, lang)}"


def _differ(promise: Promise, lang: str) -> bool:
    """Say whether several limits cannot share what is said of their calendar, and what is particular about them."""
    said = {(limit.calendar, variant_words(limit, lang)) for limit in promise.limits}
    return len(said) > 1


def _alone(limit: Promise) -> Promise:
    return replace(limit, others=(), binding=True)


def amount_words(promise: Promise, lang: str) -> str:
    """Return only how much a promise is: 4 u, 2 wd, naar vermogen."""
    if promise.unit is Unit.BEST_EFFORT:
        return say(lang, nl="naar vermogen", en="best effort")
    if promise.unit is not Unit.BUSINESS_DAYS:
        length = duration_words(promise.amount, lang, calendar=promise.calendar)
        return length or say(lang, nl="direct", en="at once")
    if not promise.amount:
        return say(lang, nl="einde van de dag", en="end of the day")
    days = say(lang, nl=f"{promise.amount} wd", en=business_days(promise.amount, "en"))
    if promise.plus == 0:
        return days + say(lang, nl=" bij opening", en=" at opening")
    return days if promise.plus is None else f"{days} + {duration_words(promise.plus, lang)}"


def within_words(promise: Promise, lang: str, glossary: Glossary = NO_WORDS) -> str:
    """Return a promise as the end of a sentence: binnen 8 uur op kantoortijden."""
    if promise.unit is Unit.BEST_EFFORT:
        return say(lang, nl="naar vermogen", en="with best effort")
    aim = "" if promise.binding else say(lang, nl=", als streven", en=", as an aim")
    earliest = say(lang, nl=", wat het eerst komt", en=", whichever comes first") if promise.others else ""
    if _differ(promise, lang):
        limits = [within_words(_alone(limit), lang, glossary) for limit in promise.limits]
        return listed(limits, lang, last=OR) + earliest + aim
    limits = [_limit_words(each, lang) for each in promise.limits]
    where = calendar_phrase(promise.calendar, lang, glossary, full=True)
    return listed(limits, lang, last=OR) + where + variant_words(promise, lang) + earliest + aim


def _limit_words(promise: Promise, lang: str) -> str:
    if promise.unit is Unit.TIME and not promise.amount:
        return say(lang, nl="direct, anders bij de eerstvolgende opening", en="at once, else at the next opening")
    if promise.unit is not Unit.BUSINESS_DAYS:
        return say(lang, nl="binnen ", en="within ") + duration_words(
            promise.amount, lang, full=True, calendar=promise.calendar
        )
    if not promise.amount:
        return say(lang, nl="voor het einde van de dag", en="before the end of the day")
    days = business_days(promise.amount, lang)
    if promise.plus is None:
        return say(lang, nl="binnen ", en="within ") + days
    if not promise.plus:
        return say(
            lang,
            nl=f"uiterlijk bij opening op dag {promise.amount} na de melding",
            en=f"at the latest at opening on day {promise.amount} after the report",
        )
    plus = duration_words(promise.plus, lang, full=True)
    return say(
        lang,
        nl=f"uiterlijk {plus} na opening op dag {promise.amount} na de melding",
        en=f"at the latest {plus} after opening on day {promise.amount} after the report",
    )


def calendar_phrase(calendar: str, lang: str, glossary: Glossary, *, full: bool = False) -> str:
    """Return the calendar as it follows an amount: ` op kantoortijden`, `, altijd`."""
    name = called(calendar, lang, glossary)
    if calendar == ALWAYS and full and calendar not in glossary:
        return say(lang, nl=", op elk moment van de dag", en=", at any time of day")
    if calendar == ALWAYS:
        return f", {name}"
    return say(lang, nl=f" op {name}", en=f" in {name}")


def goal_words(goal: Goal, lang: str) -> str:
    """Return a goal in short, as it stands in a table: ≥ 95 %."""
    figure = goal.value if goal.value is not None else Decimal(0)
    if goal.kind is GoalKind.SHARE:
        return f"≥ {percentage(figure, lang)}"
    if goal.kind is GoalKind.AT_MOST:
        return say(lang, nl=f"ten hoogste {figure} te laat", en=f"at most {figure} late")
    if goal.kind is GoalKind.PERCENTILE:
        return say(lang, nl=f"de snelste {percentage(figure, lang)}", en=f"the fastest {percentage(figure, lang)}")
    if goal.kind is GoalKind.MEAN:
        return say(lang, nl="gemiddeld", en="on average")
    if goal.kind is GoalKind.MEDIAN:
        return say(lang, nl="de helft", en="half of them")
    return say(lang, nl="elk ticket", en="every ticket")


def business_days(number: int, lang: str) -> str:
    """Return a number of business days: 2 werkdagen."""
    if lang == "nl":
        return f"{number} {'werkdag' if number == 1 else 'werkdagen'}"
    return f"{number} business {'day' if number == 1 else 'days'}"


def variant_words(promise: Promise | Notice, lang: str) -> str:
    """Return what is particular about business days: until the same time of day, after 16:00 from the next."""
    remark = ""
    if promise.after_report:
        remark += say(
            lang,
            nl=", geteld vanaf de dag van de melding, ook een gesloten dag",
            en=", counted from the day of the report, also a closed day",
        )
    if promise.same_time:
        remark += say(lang, nl=", tot hetzelfde tijdstip", en=", until the same time of day")
    if promise.cut_off is not None:
        limit = time_of_day(promise.cut_off.hour * 3600 + promise.cut_off.minute * 60 + promise.cut_off.second)
        remark += say(
            lang, nl=f", na {limit} vanaf de volgende werkdag", en=f", after {limit} from the next business day"
        )
    return remark


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


# -- events --------------------------------------------------------------------------------------------


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
