"""Addresses of what agents do to a ticket beside answering it, of their ready texts, and of the duty page."""

from __future__ import annotations

from django.urls import path

from houvast.portal.desk import card, deeds, duty, handling, ready, ticket

urlpatterns = [
    path("duty/", duty.duty, name="duty"),
    path("texts/", ready.texts, name="texts"),
    path("texts/replies/saving/", ready.saving_reply, name="reply-saving"),
    path("texts/macros/saving/", ready.saving_macro, name="macro-saving"),
    path("texts/replies/<int:text>/deleting/", ready.deleting_reply, name="reply-deleting"),
    path("texts/macros/<int:text>/deleting/", ready.deleting_macro, name="macro-deleting"),
    path("customers/<slug:slug>/note/", card.note, name="customer-note"),
    path("tickets/<int:number>/facts/", deeds.facts, name="facts"),
    path("tickets/<int:number>/facts/<int:event>/correction/", deeds.correction, name="correction"),
    path("tickets/<int:number>/facts/<int:event>/splitting/", deeds.splitting, name="splitting"),
    path("tickets/<int:number>/merging/", deeds.merging, name="merging"),
    path("tickets/<int:number>/presence/", ticket.presence, name="presence"),
    path("tickets/<int:number>/acknowledgement/", handling.acknowledgement, name="acknowledgement"),
    path("tickets/<int:number>/workaround/", handling.workaround, name="workaround"),
    path("tickets/<int:number>/closing/", handling.closing, name="closing"),
    path("tickets/<int:number>/cancellation/", handling.cancellation, name="cancellation"),
    path("tickets/<int:number>/causes/", handling.causes, name="causes"),
    path("tickets/<int:number>/macros/", handling.running, name="running"),
    path("tickets/<int:number>/links/", handling.links, name="links"),
    path("tickets/<int:number>/links/<int:link>/unlinking/", handling.unlinking, name="unlinking"),
    path("tickets/<int:number>/steps/<int:step>/taking/", handling.taking, name="taking"),
]
