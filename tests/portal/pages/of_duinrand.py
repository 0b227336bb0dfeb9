"""What is Duinrand's, for every part of an address that names something of a customer."""

from io import BytesIO
from uuid import uuid4

from houvast.portal.accounts.invitations import invite
from houvast.portal.accounts.models import Role
from houvast.portal.agreements.actions import store
from houvast.portal.agreements.models import Service
from houvast.portal.documents import actions as documents
from houvast.portal.files.actions import Upload
from houvast.portal.invoices import actions as invoices
from houvast.portal.knowledge import actions as articles
from houvast.portal.knowledge.models import Audience
from houvast.portal.mailbox import actions as mailbox
from houvast.portal.tickets import actions
from houvast.portal.uptime import actions as uptime
from houvast.portal.uptime.models import Kind
from tests.portal.invoices.documents import simple
from tests.portal.pages.world import EXAMPLES, NOW, at, person


def parts_of_duinrand(world):
    """What is Duinrand's: a ticket, a second version of the agreement, and a target that Zilvermeeuw has not."""
    world.operator = person("operator@noorderlicht.example", "Ona Beheer", world.provider, Role.OPERATOR)
    text = (EXAMPLES / "20-duinrand-logistiek.yaml").read_text(encoding="utf-8")
    store(world.duinrand, f"{text}\n# canary-duinrand\n", by=world.manager, now=at("2026-02-01 09:00"))
    for customer, by in ((world.duinrand, world.contact), (world.zilvermeeuw, world.other)):
        canary = f"canary-{customer.slug}"
        actions.open_ticket(organisation=customer, subject=canary, text=canary, by=by, now=at("2026-12-28 10:00"))
    near = world.tickets["near"]
    number = near.number
    sent = [Upload("canary-duinrand.txt", BytesIO(b"canary-duinrand"))]
    event = actions.customer_reply(near, text="Zie bijlage.", by=world.contact, now=NOW, attachments=sent)
    file = event.attachments.get().file.key
    service = Service.objects.get(customer=world.duinrand, code="WMS").pk
    known = {"number": number, "slug": "duinrand", "version": 2, "target": "resolution", "cycle": 1, "key": uuid4()}
    known |= {"token": "x" * 43, "provider_id": "none", "pk": 999_999} | _people_of_duinrand(world)
    known |= {"service": service, "file": file, "disruption": _outage_of_duinrand(world, service)}
    known |= dict.fromkeys(("view", "link", "step", "text"), 0)
    known["event"] = near.events.earliest("sequence").pk
    known["mail"] = _mail_of_duinrand().pk
    return known | papers_of_duinrand(world) | {"follower": world.owner.pk, "article": _article_of_duinrand(world)}


def papers_of_duinrand(world):
    """Return the keys of an invoice and of a document."""
    invoice, _new = invoices.import_invoice(world.duinrand, simple("canary-duinrand"), name="f.xml", by=None, now=NOW)
    return {"invoice": invoice.key, "document": _document_of_duinrand(world)}


def _outage_of_duinrand(world, service):
    wms = Service.objects.get(pk=service)
    said = {"kind": Kind.OUTAGE, "starts_at": at("2026-12-28 10:00"), "text": "canary-duinrand"}
    return uptime.record(world.duinrand, service=wms, by=world.agent, now=NOW, **said).pk


def _people_of_duinrand(world):
    leaver = person("leaver@duinrand.example", "Vera Vertrekt", world.duinrand, Role.CUSTOMER_CONTACT)
    said = {"email": "new@duinrand.example", "name": "canary-duinrand", "role": Role.CUSTOMER_CONTACT}
    asked, _secret = invite(world.duinrand, **said, language="nl", by=world.manager, ip=None, now=NOW)
    return {"membership": leaver.memberships.get().pk, "invitation": asked.pk}


def _mail_of_duinrand():
    """A mail in quarantine, which tells of Duinrand."""
    raw = b"From: nobody@duinrand.example\r\nSubject: canary-duinrand\r\n\r\ncanary-duinrand\r\n"
    mail = mailbox.receive("box", "1.1", raw, now=NOW)
    mailbox.handle_waiting(now=NOW, resolver=lambda name: None)
    return mail


def _document_of_duinrand(world):
    """Return the key of a document that is published, in two versions."""
    given = [documents.Given(f"canary-duinrand-{place}.txt", BytesIO(b"canary-duinrand")) for place in (1, 2)]
    said = {"title": "canary-duinrand", "folder": "", "is_required": True, "by": world.manager, "now": NOW}
    there = documents.add(world.duinrand, given[0], **said)
    version = documents.add_version(there, given[1], by=world.manager, now=NOW)
    documents.publish(there, version, by=world.manager, now=NOW)
    return there.key


def _article_of_duinrand(world):
    words = {"nl": "canary-duinrand"}
    version = articles.write(None, title={"nl": "Docks"}, body=words, by=world.agent, now=at("2026-12-28 10:00"))
    article, audience = version.article, Audience.CHOSEN
    articles.show_to(article, audience=audience, customers=[world.duinrand], by=world.manager, now=NOW)
    return articles.publish(article, number=1, by=world.manager, now=NOW).slug
