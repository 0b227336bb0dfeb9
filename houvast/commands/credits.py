"""Credits as a document and on the screen: the amount, what it was made of, and what cannot be decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from rich.console import RenderableType

from houvast.commands.credit_words import CreditWords
from houvast.commands.explaining import iso
from houvast.commands.tables import heading, line
from houvast.commands.wording import Wording
from houvast.sla.agreement.model import Agreement
from houvast.sla.award import Award, Change, Path, decimal
from houvast.sla.claim import Right, right
from houvast.sla.credit import Followed, Undecided
from houvast.sla.credited import Credited
from houvast.sla.measured import Undecidable
from houvast.sla.terms import Span

_TITLE = {"en": "Credits", "nl": "Tegoeden"}
_NONE = {"en": "No credit for these periods.", "nl": "Geen tegoed over deze periodes."}
_TOGETHER = {"en": "Together: %s", "nl": "Samen: %s"}
_UNDECIDED = {"en": "Not decided", "nl": "Niet beslist"}
_FOLLOWED = {"en": "What follows besides", "nl": "Wat verder volgt"}
_SINCE = {
    "en": "Looked back to %(at)s, for misses in a row and for caps.",
    "nl": "Teruggekeken tot %(at)s, voor herhaald missen en maxima.",
}
_NOT_OVER = {
    "en": "Not over, so no credit yet: %s.",
    "nl": "Nog niet voorbij, dus nog geen tegoed: %s.",
}
_NOT_HERE = {
    "en": "Look at what was not measured here, and are not or not wholly reckoned: %s.",
    "nl": "Kijken naar wat hier niet is gemeten, en zijn niet of niet geheel berekend: %s.",
}


# -- the document ---------------------------------------------------------------------------------------


def credits_document(found: Credited, agreement: Agreement, as_of: datetime) -> dict[str, Any]:
    """Return the credits with their derivation; amounts are decimal numbers as words."""
    periods = found.labels
    return {
        "credits": [
            award_document(each, periods[each.source, each.period], agreement)
            | _claim_document(found, each, agreement, as_of)
            for each in found.reckoning.awards
        ],
        "totals": {unit: _money(total) for unit, total in found.reckoning.totals.items()},
        "undecided": [
            {
                "credit": each.credit,
                "target": each.source,
                "resource": each.resource,
                "period": periods[each.source, each.period],
                "missing": each.missing,
                "name": each.name,
            }
            for each in found.reckoning.undecided
        ],
        "followed": [
            {
                "credit": each.credit,
                "target": each.source,
                "resource": each.resource,
                "period": periods[each.source, each.period],
                "whose": each.follow_up.whose.value,
                "what": each.follow_up.word,
                "until": iso(each.until),
            }
            for each in found.reckoning.followed
        ],
        "not_reckoned": {name: list(sources) for name, sources in found.unmeasured.items()},
        "looked_back_to": iso(found.since),
    }


def _claim_document(found: Credited, award: Award, agreement: Agreement, as_of: datetime) -> dict[str, Any]:
    due = _right(found, award, agreement, as_of)
    return {"standing": due.standing.value if due else None, "claim_until": iso(due.until) if due else None}


def award_document(award: Award, period: str, agreement: Agreement) -> dict[str, Any]:
    """Return one credit: the clause, the quantity, the band, the fees, and every change of the amount."""
    made_of = award.derivation
    return {
        "credit": award.credit,
        "target": award.source,
        "resource": award.resource,
        "period": period,
        "amount": _money(award.amount),
        "unit": award.unit,
        "bonus": award.bonus,
        "clause": _place(("credits", award.credit), agreement),
        "incident": None
        if award.incident is None
        else {"from": iso(award.incident.span.start), "to": iso(award.incident.span.end)},
        "quantity": made_of.quantity.value,
        "value": _value(made_of.value, is_length=made_of.quantity.is_length),
        "band": _place(made_of.band, agreement),
        "parts": [
            {"blocks": str(decimal(each.blocks)), "share": str(decimal(each.share)), "amount": _exact(each.amount)}
            for each in made_of.parts
        ],
        "base": None
        if made_of.basis is None
        else {
            "amount": _exact(made_of.basis.amount),
            "currency": made_of.basis.currency,
            "from": iso(made_of.basis.span.start),
            "to": iso(made_of.basis.span.end),
            "fees": [{"fee": fee.fee, "amount": _exact(fee.amount)} for fee in made_of.basis.fees],
        },
        "changes": [_change_document(each, agreement) for each in award.changes],
    }


def _change_document(change: Change, agreement: Agreement) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "before": _exact(change.before),
        "after": _exact(change.after),
        "bound": None if change.bound is None else _exact(change.bound),
        "used": _exact(change.used),
        "clause": _place(change.path, agreement),
    }


def _value(value: Fraction, *, is_length: bool) -> float | int:
    number = value / 1_000_000 if is_length else value
    return int(number) if number.denominator == 1 else float(number)


def _money(amount: Decimal) -> str:
    return f"{amount.normalize():f}" if amount else "0"


def _exact(amount: Fraction) -> str:
    return _money(round(decimal(amount), 6))


def _place(path: Path, agreement: Agreement) -> dict[str, Any]:
    return {"path": list(path), "line": line_of(path, agreement)}


def line_of(path: Path, agreement: Agreement) -> int | None:
    """Return the line of the agreement that a rule stands on, or that of what it is a part of."""
    for length in range(len(path), 0, -1):
        place = agreement.places.get(path[:length])
        if place is not None:
            return place.line
    return None


def _right(found: Credited, award: Award, agreement: Agreement, as_of: datetime) -> Right | None:
    """Return how the right to an award stands when nobody has asked for it; None where that is not known."""
    try:
        return right(award, None, agreement, found.attributes, as_of=as_of)
    except Undecidable:
        return None


# -- the screen -----------------------------------------------------------------------------------------


def credits_text(found: Credited, agreement: Agreement, as_of: datetime, wording: Wording) -> Iterator[RenderableType]:
    """Yield the credits for what was asked; nothing for an agreement without any."""
    if not agreement.credits.by_name:
        return
    lang, periods = wording.lang, found.labels
    words = CreditWords(wording, agreement)
    yield line()
    yield heading(_TITLE[lang])
    reckoning = found.reckoning
    if not (reckoning.awards or reckoning.undecided) and any(span.end <= as_of for _, span in found.labels):
        yield line(_NONE[lang])
    for award in reckoning.awards:
        yield from _award_text(award, periods[award.source, award.period], words)
        due = _right(found, award, agreement, as_of)
        if due is not None:
            yield line(f"  {words.standing(due)}")
    if len(reckoning.awards) > 1:
        totals = ", ".join(words.amount(Fraction(total), unit) for unit, total in reckoning.totals.items())
        yield line(_TOGETHER[lang] % totals, "bold")
    yield from _listed(_UNDECIDED[lang], [_undecided(each, periods, words) for each in reckoning.undecided])
    yield from _listed(_FOLLOWED[lang], [_followed(each, periods, words) for each in reckoning.followed])
    not_over = [f"{target} {label}" for (target, span), label in found.labels.items() if span.end > as_of]
    if not_over:
        yield line(_NOT_OVER[lang] % ", ".join(not_over), "dim")
    if found.unmeasured:
        yield line(_NOT_HERE[lang] % ", ".join(found.unmeasured), "dim")
    if found.since is not None:
        yield line(_SINCE[lang] % {"at": wording.moment(found.since)}, "dim")


def _award_text(award: Award, label: str, words: CreditWords) -> Iterator[RenderableType]:
    yield line(f"{words.award(award)}: {words.source(award)}, {label}", "bold")
    for each in words.derivation(award, lambda path: line_of(path, words.agreement)):
        yield line(f"  {each}")


def _listed(title: str, rows: list[str]) -> Iterator[RenderableType]:
    if rows:
        yield line(title, "bold")
        for each in rows:
            yield line(f"  {each}")


def _undecided(each: Undecided, periods: Mapping[tuple[str, Span], str], words: CreditWords) -> str:
    return f"{each.credit}: {words.source(each)}, {periods[each.source, each.period]}: {words.missing(each)}"


def _followed(each: Followed, periods: Mapping[tuple[str, Span], str], words: CreditWords) -> str:
    return f"{each.credit}: {words.source(each)}, {periods[each.source, each.period]}: {words.follows(each)}"
