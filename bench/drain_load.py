"""
Fill an empty portal with open clocks: `python -m bench.drain_load DUE NOT_DUE`.

DUE clocks have reached their reminder, one a ticket; NOT_DUE
clocks have not. Each reminder is owed to the one person who handles the ticket.
"""

from __future__ import annotations

import sys

import django
from django.db import connection, models

CUSTOMERS, HANDLERS, TICKETS = 20, 40, 200_000
NOW = "timestamptz '2026-11-01 12:00:00+00'"

STATEMENTS = (
    """INSERT INTO {Organisation} (name, slug, kind, language, timezone, chain_head, chain_length)
       SELECT 'Customer ' || n, 'customer-' || n, CASE n WHEN 0 THEN 'provider' ELSE 'customer' END, 'nl',
              'Europe/Amsterdam', '', 0 FROM generate_series(0, {customers}) n ORDER BY n""",
    """INSERT INTO {Person} (password, last_login, email, name, language, timezone, colour_scheme, is_active)
       SELECT '!', NULL, 'agent' || n || '@example.com', 'Agent ' || n, 'nl', 'Europe/Amsterdam', 'auto', true
       FROM generate_series(1, {handlers}) n ORDER BY n""",
    """INSERT INTO {Membership} (person_id, organisation_id, role, team, reads_tickets, reads_agreements,
                                 reads_documents, reads_invoices)
       SELECT p.id, o.id, 'agent', '', 'all', true, true, true FROM {Person} p, {Organisation} o
       WHERE o.kind = 'provider'""",
    """INSERT INTO {Ticket} (organisation_id, number, subject, source, external_id, opened_at, watched_from)
       SELECT 2 + n % {customers}, n, 'Report ' || n, 'portal', '', {now} - interval '4 days', {now} - interval '9 days'
       FROM generate_series(1, {tickets}) n ORDER BY n""",
    """INSERT INTO {Standing} (ticket_id, organisation_id, phase, status, waiting_for, priority, impact, urgency, type,
                               service, channel, team, handler_id, last_event_at)
       SELECT id, organisation_id, 'open', '', '', 'P3', '', '', '', '', '', '', 1 + id % {handlers}, opened_at
       FROM {Ticket}""",
    """INSERT INTO {ClockRow} (ticket_id, organisation_id, target, cycle, priority, state, verdict, started_at, due_at,
                               elapsed_us, paused_us, promised_us, promise, calendar, steps, look_again_at, is_open,
                               computed_at)
       SELECT id, organisation_id, target, cycle, 'P3', 0, 0, due - interval '4 days', due, 0, 0, 86400000000,
              '24h on office', 'office',
              (jsonb_build_array(
                jsonb_build_array('reminder-75', (extract(epoch FROM look) * 1000000)::bigint, 1,
                                  'reminder', 75, 'handler'),
                jsonb_build_array('escalation-90', (extract(epoch FROM due) * 1000000)::bigint - 7200000000, 1,
                                  'escalation', 90, 'service-manager'),
                jsonb_build_array('breach-100', (extract(epoch FROM due) * 1000000)::bigint, 1,
                                  'breach', 100, 'service-manager')))::text,
              look, true, {now}
       FROM ({clocks}) AS clock""",
)
DUE = """SELECT t.id, t.organisation_id, 'resolution' AS target, 1 AS cycle, look, look + interval '2 days' AS due
         FROM (SELECT *, {now} - id * interval '1 millisecond' AS look FROM {Ticket} ORDER BY random()) t LIMIT {due}"""
NOT_DUE = """SELECT t.id, t.organisation_id, 'update' AS target, n AS cycle, look, look + interval '2 days' AS due
             FROM generate_series(1, {each}) n,
             LATERAL (SELECT *, {now} + (1 + n) * interval '1 hour' + id * interval '1 millisecond' AS look
                      FROM {Ticket}) t"""


def main() -> None:
    due, not_due = map(int, sys.argv[1:])
    django.setup()
    tickets = max(min(TICKETS, not_due // 5), due)
    sizes = {"customers": CUSTOMERS, "handlers": HANDLERS, "tickets": tickets, "now": NOW}
    names = tables() | sizes
    clocks = (DUE.format(due=due, **names), NOT_DUE.format(each=not_due // tickets, **names))
    with connection.cursor() as cursor:
        for statement in STATEMENTS[:-1]:
            cursor.execute(statement.format(**names))
        for some in clocks:
            cursor.execute(STATEMENTS[-1].format(clocks=some, **names))
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")


def tables() -> dict[str, str]:
    """Return the tables of the portal by the name of their model."""
    from houvast.portal.accounts.models import Membership, Organisation, Person
    from houvast.portal.clocks.models import ClockRow, Standing
    from houvast.portal.tickets.models import Ticket

    kinds: list[type[models.Model]] = [Organisation, Person, Membership, Ticket, Standing, ClockRow]
    return {kind.__name__: kind._meta.db_table for kind in kinds}


if __name__ == "__main__":
    main()
