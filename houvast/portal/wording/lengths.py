"""Numbers, lengths of time, promises and goals, with the reader's separators and units."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import ROUND_DOWN, Decimal

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext, pgettext

from houvast.portal.wording.codes import language
from houvast.sla.agreement.model import Agreement, Goal, Promise, Unit
from houvast.sla.agreement.words.promise_phrases import amount_words, goal_words, within_words

NO_BREAK = "\N{NO-BREAK SPACE}"
DASH = "\N{EN DASH}"
_DAY = timedelta(days=1)
_NUMBERS = (
    gettext_noop("none"),
    gettext_noop("one"),
    gettext_noop("two"),
    gettext_noop("three"),
    gettext_noop("four"),
    gettext_noop("five"),
    gettext_noop("six"),
    gettext_noop("seven"),
    gettext_noop("eight"),
    gettext_noop("nine"),
    gettext_noop("ten"),
    gettext_noop("eleven"),
    gettext_noop("twelve"),
)


def count_word(count: int) -> str:
    """Return a number up to twelve in letters, larger ones in figures."""
    return _(_NUMBERS[count]) if 0 <= count < len(_NUMBERS) else number(count)


def number(value: int | Decimal, places: int = 0) -> str:
    """Return a number with the reader's separators."""
    return formats.number_format(value, places, use_l10n=True, force_grouping=True)


def percent(value: Decimal, places: int = 1) -> str:
    """Return a percentage without its sign, cut and never rounded up: 94.96 is 94.9, and 95.00 is 95."""
    cut = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_DOWN).normalize()
    return number(cut, max(0, -int(cut.as_tuple().exponent)))


def length(span: timedelta) -> str:
    """Return a length in hours and minutes; under a minute in seconds. Cut, never rounded up."""
    seconds = int(span.total_seconds())
    hours, minutes = divmod(seconds // 60, 60)
    if hours and minutes:
        return _("%(hours)d h %(minutes)02d m") % {"hours": hours, "minutes": minutes}
    if hours:
        return _("%(hours)d h") % {"hours": hours}
    if minutes or not seconds:
        return _("%(minutes)d m") % {"minutes": minutes}
    return _("%(seconds)d s") % {"seconds": seconds}


def exact_length(span: timedelta) -> str:
    """Return a length to the second, so that the rows of a table visibly add up."""
    whole = timedelta(minutes=span // timedelta(minutes=1))
    seconds = (span - whole).seconds
    if not seconds or not whole:
        return length(span)
    return f"{length(whole)}{NO_BREAK}" + _("%(seconds)d s") % {"seconds": seconds}


def bare_length(span: timedelta) -> str:
    """Return a length for inside a bar, where there is little room: `1 h 53`."""
    hours, minutes = divmod(int(span.total_seconds()) // 60, 60)
    if hours and minutes:
        return _("%(hours)d h %(minutes)02d") % {"hours": hours, "minutes": minutes}
    return length(span)


def promised(promise: Promise) -> str:
    """Return a promise as a length: `8 h`, `3 business days`, `best effort`."""
    if promise.unit is Unit.BEST_EFFORT:
        return _("best effort")
    if promise.unit is Unit.TIME and promise.amount:
        return length(timedelta(microseconds=promise.amount))
    if not promise.amount or promise.plus is not None:
        return amount_words(promise, language())
    return ngettext("%(days)d business day", "%(days)d business days", promise.amount) % {"days": promise.amount}


def promised_briefly(promise: Promise) -> str:
    """Return a promise for a narrow column: `3 bd`."""
    if promise.unit is Unit.BUSINESS_DAYS and promise.amount and promise.plus is None:
        return _("%(days)d bd") % {"days": promise.amount}
    return promised(promise)


def within(promise: Promise, agreement: Agreement) -> str:
    """Return a promise as the end of a sentence: `within 8 hours in office hours`."""
    return within_words(promise, language(), agreement.glossary)


def goal(bar: Goal) -> str:
    """Return the bar of a target, as it stands beside a figure: `≥ 95 %`, `on average within the promise`."""
    words = goal_words(bar, language())
    if bar.kind.counts_tickets:
        return words
    return _("%(which)s within the promise") % {"which": words}


def listed(words: Sequence[str]) -> str:
    """Return words as an enumeration: `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def ago(span: timedelta) -> str:
    """Return how long something lasts in whole days, or hours when shorter: `5 d`, `3 h`."""
    if span >= _DAY:
        return pgettext("length of a wait", "%(days)d d") % {"days": span.days}
    return length(timedelta(minutes=span // timedelta(minutes=1)))
