"""Addresses of the desk. Every view is wrapped in `frame.for_desk`, which names who may come in."""

from __future__ import annotations

from django.urls import path
from django.views.generic import RedirectView

from houvast.portal.desk import (
    agreements,
    articles,
    bulk,
    customers,
    followers,
    notices,
    queue,
    search,
    services,
    ticket,
    uptime,
    views,
    work,
)

app_name = "desk"

urlpatterns = [
    path("", queue.queue, name="queue"),
    path("tickets/", RedirectView.as_view(pattern_name="desk:queue", query_string=True), name="tickets"),
    path("tickets/actions/", bulk.doing, name="actions"),
    path("tickets/actions/<uuid:key>/undoing/", bulk.undoing, name="undoing"),
    path("views/", views.views, name="views"),
    path("views/saving/", views.saving, name="view-saving"),
    path("views/<int:view>/changing/", views.changing, name="view-changing"),
    path("views/<int:view>/moving/", views.moving, name="view-moving"),
    path("views/<int:view>/deleting/", views.deleting, name="view-deleting"),
    path("tickets/<int:number>/", ticket.ticket, name="ticket"),
    path("tickets/<int:number>/attachments/<slug:file>/", ticket.attachment, name="attachment"),
    path("tickets/<int:number>/clocks/<str:target>/<int:cycle>.csv", ticket.clock_csv, name="clock-csv"),
    path("tickets/<int:number>/replies/", work.replies, name="replies"),
    path("tickets/<int:number>/notes/", work.notes, name="notes"),
    path("tickets/<int:number>/status/", work.status, name="status"),
    path("tickets/<int:number>/priority/", work.priority, name="priority"),
    path("tickets/<int:number>/assignment/", work.assignment, name="assignment"),
    path("tickets/<int:number>/resolution/", work.resolution, name="resolution"),
    path("tickets/<int:number>/reopening/", work.reopening, name="reopening"),
    path("tickets/<int:number>/followers/", followers.adding, name="followers"),
    path("tickets/<int:number>/followers/<int:follower>/removal/", followers.removal, name="follower-removal"),
    path("customers/", customers.customers, name="customers"),
    path("customers/<slug:slug>/", customers.customer, name="customer"),
    path("customers/<slug:slug>/levels/<str:target>/", customers.level, name="level"),
    path("customers/<slug:slug>/agreement/", customers.agreement, name="agreement"),
    path("customers/<slug:slug>/agreement/new/", agreements.new, name="new-agreement"),
    path("customers/<slug:slug>/agreement/<int:version>/", customers.agreement, name="agreement-version"),
    path("customers/<slug:slug>/agreement/<int:version>.yaml", customers.source, name="agreement-source"),
    path("customers/<slug:slug>/status/", uptime.status, name="uptime"),
    path("customers/<slug:slug>/status/<int:disruption>/", uptime.disruption, name="disruption"),
    path("customers/<slug:slug>/services/", services.services, name="services"),
    path("customers/<slug:slug>/services/<int:service>/", services.service, name="service"),
    path("search/", search.search, name="search"),
    path("articles/", articles.articles, name="articles"),
    path("articles/new/", articles.edit, name="new-article"),
    path("articles/preview/", articles.preview, name="article-preview"),
    path("articles/<slug:article>/", articles.article, name="article"),
    path("articles/<slug:article>/edit/", articles.edit, name="edit-article"),
    path("articles/<slug:article>/publication/", articles.publication, name="publication"),
    path("articles/<slug:article>/withdrawal/", articles.withdrawal, name="withdrawal"),
    path("undelivered/", notices.undelivered, name="undelivered"),
    path("undelivered/sending/", notices.sending, name="sending-all"),
    path("undelivered/<uuid:key>/sending/", notices.sending, name="sending"),
]
