from django.db import migrations

from houvast.portal.guard.operations import (
    REPORTED_BY_THEM,
    AnswersWhoAsks,
    Guarded,
    of_customer,
    with_row_of,
)

PROVIDER = "(SELECT of.id FROM accounts_organisation of WHERE of.kind = 'provider')"
FOLLOWED = (
    "EXISTS (SELECT 1 FROM tickets_follower f WHERE f.ticket_id = {table}.id AND f.person_id = houvast_person() "
    "AND f.until IS NULL)"
)
NOTE = 15
EVENT = f"of.id = {{table}}.event_id AND of.kind <> {NOTE}"
NO_NOTE = f"NOT EXISTS (SELECT 1 FROM tickets_ticketevent e WHERE e.id = of.corrects_id AND e.kind = {NOTE})"  # noqa: S608
OF_THEIRS = "tickets_ticketevent of JOIN tickets_ticket ON tickets_ticket.id = of.ticket_id"
WORDS_THEY_READ = f"EXISTS (SELECT 1 FROM {OF_THEIRS} WHERE {EVENT} AND {NO_NOTE})"  # noqa: S608

OF_THE_PROVIDER = "false"


class Migration(migrations.Migration):
    """The roles and functions, and the tables that were there before them."""

    dependencies = [
        ("accounts", "0003_coming_in"),
        ("agreements", "0004_acceptance"),
        ("clocks", "0003_what_it_reads_later"),
        ("files", "0001_initial"),
        ("handling", "0001_initial"),
        ("invoices", "0001_invoices"),
        ("knowledge", "0002_insert_only"),
        ("mailbox", "0001_initial"),
        ("notices", "0004_choices"),
        ("ratings", "0001_initial"),
        ("search", "0002_index"),
        ("tickets", "0004_attachments"),
        ("uptime", "0001_initial"),
        ("watch", "0004_steps_of_ladders"),
    ]

    operations = [
        AnswersWhoAsks(),
        Guarded(
            "accounts.Organisation",
            f"{{table}}.kind = 'provider' OR {of_customer(column='id')}",
            of_customer(column="id"),
        ),
        Guarded(
            "accounts.Membership",
            f"{{table}}.person_id = houvast_person() OR {of_customer()} OR {{table}}.organisation_id IN {PROVIDER}",
            of_customer(),
        ),
        Guarded("agreements.AgreementVersion", of_customer(column="customer_id")),
        Guarded("files.StoredFile"),
        Guarded(
            "tickets.Ticket",
            f"{of_customer()} AND ({of_customer(grant='see_all_tickets')} OR {{table}}.{REPORTED_BY_THEM} OR {FOLLOWED})",
        ),
        # Events, standings, clocks and decisions are facts about a customer: a figure counts everybody's tickets.
        Guarded("tickets.TicketEvent"),
        Guarded("tickets.TicketText", WORDS_THEY_READ),
        Guarded("clocks.Standing"),
        Guarded("clocks.ClockRow"),
        Guarded("watch.Decision"),
        Guarded("notices.Notice"),
        Guarded("agreements.Service", of_customer(column="customer_id")),
        Guarded("agreements.Acceptance"),
        Guarded("tickets.Follower"),
        Guarded("tickets.Attachment", WORDS_THEY_READ),
        Guarded("search.TicketWords", with_row_of("tickets_ticket", column="ticket_id")),
        Guarded("mailbox.IncomingMail", OF_THE_PROVIDER),
        Guarded("ratings.Rating"),
        Guarded("ratings.RatingRemark", with_row_of("ratings_rating", column="rating_id")),
        Guarded("invoices.Invoice", of_customer(grant="see_invoices")),
        Guarded("invoices.InvoiceEvent", of_customer(grant="see_invoices")),
        Guarded("invoices.InvoiceWords", of_customer(grant="see_invoices")),
        Guarded("invoices.BuyerNumber"),
        Guarded("uptime.Disruption"),
        Guarded("uptime.DisruptionFact"),
        Guarded("uptime.DisruptionNote", with_row_of("uptime_disruptionfact", column="fact_id")),
        Guarded("handling.TicketLink"),
        Guarded("handling.Mention"),
        Guarded("handling.StepTaken"),
        Guarded("handling.BreachCause"),
        Guarded("handling.CustomerNote", OF_THE_PROVIDER),
        Guarded("handling.Presence", OF_THE_PROVIDER),
        Guarded("knowledge.ArticleCustomer"),
        Guarded("knowledge.ArticleAnswer"),
    ]
