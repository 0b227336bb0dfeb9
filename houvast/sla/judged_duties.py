"""Duties as they stand → the credits that follow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from houvast.sla.agreement.model import Agreement
from houvast.sla.credited import Credited, reckoned, unmeasured
from houvast.sla.duty import Fulfilment
from houvast.sla.measured import Facts
from houvast.sla.missed_duties import by_period, can_be_missed, of_duties


def credited(stood: Sequence[Fulfilment], agreement: Agreement, facts: Facts, *, as_of: datetime) -> Credited:
    """
    Return the credits for duties, over every period in which one was due that a credit looks at.

    stood  every occasion of `duty.fulfilments`, as of the same moment; of `facts`, `measured` is not looked at
    """
    looked_at = {source for credit in agreement.credits.by_name.values() for source in credit.sources}
    duties = [each for each in can_be_missed(agreement) if each.name in looked_at]
    labels = {
        (duty.name, period.span): period.label
        for duty in duties
        for period, _occasions in by_period(duty, stood, agreement.timezone)
    }
    lacking = unmeasured(agreement, {each.name for each in duties})
    shortfalls = of_duties(stood, agreement, as_of=as_of)
    return Credited(
        reckoning=reckoned(shortfalls, agreement, facts, labels=labels, lacking=lacking),
        labels=labels,
        unmeasured=lacking,
        attributes=facts.attributes,
    )
