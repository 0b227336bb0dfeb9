"""Files that go with a message: sent with a form, shown in the thread, handed out to who reads the event."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from houvast.portal.files.actions import Upload
from houvast.portal.files.models import StoredFile
from houvast.portal.tickets import actions
from houvast.portal.tickets.models import Attachment, Ticket
from tests.portal.pages.world import NOW


def file(name="log.txt", content=b"regel 1", said="text/plain"):
    return SimpleUploadedFile(name, content, content_type=said)


def with_file(world, name="log.txt", act="customer_reply", ticket="near"):
    by = world.contact if act == "customer_reply" else world.agent
    sent = [Upload(name, BytesIO(b"regel 1"))]
    event = getattr(actions, act)(world.tickets[ticket], text="Zie bijlage.", by=by, now=NOW, attachments=sent)
    return event.attachments.get()


def path_of(ticket, attachment, area=""):
    return f"{area}/tickets/{ticket.number}/attachments/{attachment.file.key}/"


def fetched(client, path):
    answer = client.get(path)
    return answer.status_code, b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_a_customer_replies_with_files_and_both_sides_fetch_them(world, visit):
    ticket = world.tickets["near"]
    sent = {"text": "Zie bijlagen.", "attachments": [file(), file("scherm & foto.png", b"\x89PNG")]}
    assert visit(world.contact).post(f"/tickets/{ticket.number}/replies/", sent).status_code == 302
    for person, area in ((world.contact, ""), (world.agent, "/desk")):
        shown = visit(person).get(f"{area}/tickets/{ticket.number}/").content.decode()
        assert "scherm &amp; foto.png" in shown
        for attachment, content in zip(Attachment.objects.all(), (b"regel 1", b"\x89PNG"), strict=True):
            path = path_of(ticket, attachment, area)
            assert f'href="{path}"' in shown
            assert fetched(visit(person), path) == (200, content)


def test_a_new_ticket_takes_files_and_the_same_form_sent_twice_makes_one_ticket(world, visit):
    said = {"subject": "Scherm", "text": "Zie foto.", "impact": "low", "urgency": "low"}
    said["sent_with"] = "7a0f0a70-6d0c-4c6e-9d0b-3a1d5b0f2f11"
    for _ in range(2):
        assert visit(world.contact).post("/tickets/new/", {**said, "attachments": [file()]}).status_code == 302
    ticket = Ticket.objects.get(subject="Scherm")
    assert Attachment.objects.get(event__ticket=ticket).file.name == "log.txt"
    visit(world.contact).post("/tickets/new/", {**said, "attachments": [file("ander.txt")]})
    assert Ticket.objects.filter(subject="Scherm").count() == 2


def test_the_desk_answers_with_a_file_that_the_customer_reads(world, visit):
    ticket = world.tickets["near"]
    visit(world.agent).post(f"/desk/tickets/{ticket.number}/replies/", {"text": "Zie bijlage.", "attachments": file()})
    assert fetched(visit(world.contact), path_of(ticket, Attachment.objects.get()))[0] == 200


def test_nt04_the_file_of_an_internal_note_is_for_the_provider_only(world, visit):
    ticket, attachment = world.tickets["near"], with_file(world, "canary-intern.txt", act="note")
    assert fetched(visit(world.agent), path_of(ticket, attachment, "/desk"))[0] == 200
    assert fetched(visit(world.contact), path_of(ticket, attachment))[0] == 404
    assert b"canary-intern" not in visit(world.contact).get(f"/tickets/{ticket.number}/?thread=all").content


def test_nt02_a_file_of_another_ticket_is_not_handed_out_under_ones_own(world, visit):
    own, foreign = world.tickets["near"], world.tickets["breached"]
    attachment = with_file(world, ticket="breached")
    assert fetched(visit(world.contact), path_of(foreign, attachment))[0] == 200
    assert fetched(visit(world.contact), path_of(own, attachment))[0] == 404
    theirs = actions.open_ticket(
        organisation=world.zilvermeeuw, subject="x", text="x", by=world.other, now=NOW,
        attachments=[Upload("x.txt", BytesIO(b"x"))],
    )  # fmt: skip
    foreign = Attachment.objects.get(event__ticket=theirs)
    for ticket in (own, theirs):
        assert fetched(visit(world.contact), path_of(ticket, foreign))[0] == 404
    for client in (visit(world.agent),):
        assert fetched(client, path_of(own, foreign, "/desk"))[0] == 404


@pytest.mark.parametrize("key", ["1", "a", "-" * 32, "a" * 5000])
def test_nt03_no_other_key_leads_to_a_file(world, visit, key):
    with_file(world)
    assert visit(world.contact).get(f"/tickets/{world.tickets['near'].number}/attachments/{key}/").status_code == 404


@pytest.mark.parametrize(
    "name, content, said",
    [
        ("logo.svg", b"<svg onload='alert(1)'/>", "image/svg+xml"),
        ("pagina.html", b"<script>alert(1)</script>", "text/html"),
        ('"><img src=x onerror=alert(1)>.txt', b"x", "text/html\r\nX-Evil: 1"),
    ],
)
def test_nt13_what_was_sent_is_saved_and_never_shown(world, visit, name, content, said):
    ticket = world.tickets["near"]
    visit(world.contact).post(
        f"/tickets/{ticket.number}/replies/", {"text": "x", "attachments": [file(name, content, said)]}
    )
    answer = visit(world.agent).get(path_of(ticket, Attachment.objects.get(), "/desk"))
    assert b"".join(answer.streaming_content) == content
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "<img src=x" not in visit(world.agent).get(f"/desk/tickets/{ticket.number}/").content.decode()


@pytest.mark.parametrize(
    "files, why",
    [
        ([file("setup.exe", b"MZ")], "is a program"),
        ([file("leeg.txt", b"")], "is empty"),
        ([file(f"{n}.txt") for n in range(11)], "at most 10 files"),
        ([file("a.7z", b"7z\xbc\xaf\x27\x1c")], "Send it as a zip"),
    ],
)
@pytest.mark.parametrize("form", ["replies", "notes"])
def test_nt28_what_is_not_taken_is_refused_with_the_reason_and_nothing_is_kept(world, visit, files, why, form):
    world.agent.language = world.owner.language = "en"
    world.agent.save()
    who, area = (world.owner, "") if form == "replies" else (world.agent, "/desk")
    for each in files:
        each.seek(0)
    said = {"text": "mijn woorden blijven staan", "attachments": files}
    answer = visit(who).post(f"{area}/tickets/{world.tickets['near'].number}/{form}/", said)
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert "mijn woorden blijven staan" in answer.content.decode()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("said", [{"attachments": "not a file"}, {"attachments": ["a", "b"]}, {"attachments": ""}])
def test_words_where_files_are_asked_for_are_no_files(world, visit, said):
    path = f"/tickets/{world.tickets['near'].number}/replies/"
    assert visit(world.contact).post(path, {"text": "x", **said}).status_code == 302
    assert not Attachment.objects.exists()


def test_an_attachment_is_a_fact(world):
    attachment = with_file(world)
    for act in (attachment.delete, lambda: Attachment.objects.update(organisation=world.zilvermeeuw)):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
