"""Promises, goals and calendars as parts of a sentence, in Dutch and English."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from houvast.sla.agreement.hours import time_of_day
from houvast.sla.agreement.model import ALWAYS, Goal, GoalKind, Promise, Unit
from houvast.sla.agreement.service_model import Notice
from houvast.sla.agreement.words.phrases import NO_WORDS, OR, Glossary, called, duration_words, listed, percentage, say


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


def aim_sentence(lang: str) -> str:
    """Return what it means that a target over a period is an aim."""
    return say(
        lang,
        nl="Dit is een streven: het wordt gemeten en getoond, en kan niet worden gemist.",
        en="This is an aim: it is measured and shown, and cannot be missed.",
    )


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
