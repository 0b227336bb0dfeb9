"""Addresses of the customer's pages. Every view is wrapped in `frame.for_customer`, which names who may come in."""

from __future__ import annotations

from django.urls import path

from houvast.portal.customer import (
    agreement,
    articles,
    colleagues,
    contacts,
    documents,
    follow,
    home,
    invoices,
    levels,
    new_ticket,
    search,
    status,
    ticket,
    tickets,
)

app_name = "customer"

urlpatterns = [
    path("", home.home, name="home"),
    path("tickets/", tickets.tickets, name="tickets"),
    path("tickets/new/", new_ticket.new_ticket, name="new-ticket"),
    path("tickets/new/promise/", new_ticket.promise, name="promise"),
    path("tickets/<int:number>/", ticket.ticket, name="ticket"),
    path("tickets/<int:number>/replies/", ticket.replies, name="replies"),
    path("tickets/<int:number>/reopening/", ticket.reopening, name="reopening"),
    path("tickets/<int:number>/attachments/<slug:file>/", ticket.attachment, name="attachment"),
    path("tickets/<int:number>/rating/", follow.rating, name="rating"),
    path("tickets/<int:number>/following/", follow.following, name="following"),
    path("tickets/<int:number>/followers/", follow.adding, name="followers"),
    path("tickets/<int:number>/followers/<int:follower>/removal/", follow.removal, name="follower-removal"),
    path("tickets/<int:number>/clocks/<str:target>/<int:cycle>.csv", ticket.clock_csv, name="clock-csv"),
    path("contacts/", contacts.contacts, name="contacts"),
    path("status/", status.status, name="status"),
    path("agreement/", agreement.agreement, name="agreement"),
    path("agreement/<int:version>/", agreement.agreement, name="agreement-version"),
    path("agreement/<int:version>/acceptance/", agreement.acceptance, name="acceptance"),
    path("agreement/<int:version>.yaml", agreement.source, name="agreement-source"),
    path("search/", search.search, name="search"),
    path("tickets/new/articles/", search.suggestions, name="suggestions"),
    path("documents/", documents.documents, name="documents"),
    path("documents/<slug:document>/", documents.document, name="document"),
    path("documents/<slug:document>/file/", documents.file, name="document-file"),
    path("documents/<slug:document>/confirmation/", documents.confirmation, name="document-confirmation"),
    path("invoices/", invoices.invoices, name="invoices"),
    path("invoices/<slug:invoice>/", invoices.invoice, name="invoice"),
    path("invoices/<slug:invoice>/dispute/", invoices.dispute, name="dispute"),
    path("invoices/<slug:invoice>/invoice.pdf", invoices.pdf, name="invoice-pdf"),
    path("invoices/<slug:invoice>/invoice.xml", invoices.xml, name="invoice-xml"),
    path("articles/", articles.articles, name="articles"),
    path("articles/<slug:article>/", articles.article, name="article"),
    path("articles/<slug:article>/answers/", articles.answers, name="answers"),
    path("levels/<str:target>/", levels.level, name="level"),
    path("colleagues/", colleagues.colleagues, name="colleagues"),
    path("colleagues/invitation/", colleagues.invite, name="colleagues-invite"),
    path("colleagues/<int:membership>/", colleagues.colleague, name="colleagues-person"),
    path("colleagues/<int:membership>/end/", colleagues.end, name="colleagues-end"),
    path("colleagues/invitations/<int:invitation>/sending/", colleagues.again, name="colleagues-again"),
    path("colleagues/invitations/<int:invitation>/withdrawal/", colleagues.withdraw, name="colleagues-withdraw"),
]
