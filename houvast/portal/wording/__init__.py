"""
Codes and numbers → sentences, in the language that is active; the only place that does.

`sla/` speaks in codes, instants and lengths. Whatever a person reads about them is made here, so that a page,
a mail and a file use the same words. English is the source, Dutch stands in `locale/nl`.
"""

from houvast.portal.wording.codes import (
    calendar_name,
    called,
    channel,
    language,
    level,
    priority_short,
    role,
    sentence_case,
    status,
    target_title,
    text_in,
    ticket_type,
)
from houvast.portal.wording.lengths import (
    DASH,
    NO_BREAK,
    ago,
    bare_length,
    count_word,
    exact_length,
    goal,
    length,
    listed,
    number,
    percent,
    promised,
    promised_briefly,
    within,
)
from houvast.portal.wording.mails import why_not_let_in
from houvast.portal.wording.moments import (
    Moment,
    Reading,
    day_and_month,
    month,
    month_short,
    place,
    whole_date,
)
from houvast.portal.wording.reasons import reason, reason_detail
from houvast.portal.wording.refusals import explain
from houvast.portal.wording.sizes import size

__all__ = [
    "DASH",
    "NO_BREAK",
    "Moment",
    "Reading",
    "ago",
    "bare_length",
    "calendar_name",
    "called",
    "channel",
    "count_word",
    "day_and_month",
    "exact_length",
    "explain",
    "goal",
    "language",
    "length",
    "level",
    "listed",
    "month",
    "month_short",
    "number",
    "percent",
    "place",
    "priority_short",
    "promised",
    "promised_briefly",
    "reason",
    "reason_detail",
    "role",
    "sentence_case",
    "size",
    "status",
    "target_title",
    "text_in",
    "ticket_type",
    "whole_date",
    "why_not_let_in",
    "within",
]
