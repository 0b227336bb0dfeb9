"""NT12: two hundred hostile mails, let in over the import, and no script runs on any page that shows them."""

from __future__ import annotations

from email.message import EmailMessage

from houvast.portal.mailbox import actions as mailbox
from houvast.portal.mailbox.models import Fate, IncomingMail
from houvast.portal.notices.reply_address import reply_address
from tests.portal.pages.world import NOW

RUNS = "window.ran=1"
PAYLOADS = [
    f"<script>{RUNS}</script>", f"<ScRiPt >{RUNS}</sCrIpT>", f"<script/x>{RUNS}</script>", f"<<script>{RUNS}//<</script>",  # noqa: E501
    f"<img src=x onerror={RUNS}>", f"<img src=x onerror='{RUNS}'", f"<svg onload={RUNS}>", f"<svg/onload={RUNS}//",
    f"<svg><script>{RUNS}</script></svg>", f"<svg><animate onbegin={RUNS} attributeName=x dur=1s>",
    f"<math><mtext></table><mglyph><style><img src=x onerror={RUNS}>", f"<body onload={RUNS}>",
    f"<iframe srcdoc='<script>parent.{RUNS}</script>'>", f"<iframe src=javascript:{RUNS}>", f"<object data=javascript:{RUNS}>",  # noqa: E501
    f"<embed src=javascript:{RUNS}>", f"<a href=javascript:{RUNS}>x</a>", f"<a href='java\tscript:{RUNS}'>x</a>",
    f"<form action=javascript:{RUNS}><button>x", f"<input autofocus onfocus={RUNS}>", f"<details open ontoggle={RUNS}>",
    f"<video><source onerror={RUNS}>", f"<audio src=x onerror={RUNS}>", f"<marquee onstart={RUNS}>",
    f"<style>@import 'javascript:{RUNS}';</style>", "<link rel=stylesheet href=https://evil.example/x.css>",
    "<img src=https://evil.example/pixel.gif>", "<base href=https://evil.example/>", "<meta http-equiv=refresh content='0;url=//evil.example'>",  # noqa: E501
    f'"><script>{RUNS}</script>', f"'><script>{RUNS}</script>", f"</title><script>{RUNS}</script>", f"</textarea><script>{RUNS}</script>",  # noqa: E501
    f"--><script>{RUNS}</script>", f"]]><script>{RUNS}</script>", f"&lt;script&gt;{RUNS}&lt;/script&gt;", f"{{{{ {RUNS} }}}}",  # noqa: E501
    f"\u202e<script>{RUNS}</script>", f"<noscript><p title='</noscript><img src=x onerror={RUNS}>'>", f"<template><script>{RUNS}</script>",  # noqa: E501
    f"<xmp><p title='</xmp><img src=x onerror={RUNS}>'>",
]  # fmt: skip
PLACES = ("html", "plain", "subject", "name", "file")


def hostile(payload, place, to):
    line = payload.replace("\t", " ")
    mail = EmailMessage()
    mail["From"] = (
        f'"{line.replace(chr(34), "")}" <contact@duinrand.example>' if place == "name" else "contact@duinrand.example"
    )
    mail["To"], mail["Subject"] = to, line if place == "subject" else "x"
    mail["Message-ID"] = f"<{abs(hash((payload, place, to)))}@duinrand.example>"
    mail.set_content(payload if place == "plain" else "words")
    if place == "html":
        mail.set_content(f"<p>words</p>{payload}", subtype="html")
    if place == "file":
        mail.add_attachment(b"x", maintype="text", subtype="html", filename=line)
    trusted = b"Authentication-Results: mx.ours; dmarc=pass header.from=duinrand.example\r\n"
    return trusted + mail.as_bytes()


def test_nt12_no_script_runs_and_nothing_is_fetched(world, sign_in, settings):
    settings.MAIL_TRUSTS, settings.REPLY_ADDRESS = "mx.ours", "reply@support.example"
    ticket = world.tickets["near"]
    address = reply_address(ticket, world.contact)
    mails = [(payload, place) for payload in PAYLOADS for place in PLACES]
    assert len(mails) >= 200
    for number, (payload, place) in enumerate(mails, 1):
        mailbox.receive("box", f"1.{number}", hostile(payload, place, address), now=NOW)
    for number, payload in enumerate(PAYLOADS, 1000):
        raw = hostile(payload, "subject", "support@x").replace(b"dmarc=pass", b"dmarc=fail")
        mailbox.receive("box", f"1.{number}", raw, now=NOW)
    mailbox.handle_waiting(now=NOW, resolver=lambda name: None)
    fates = list(IncomingMail.objects.values_list("fate", flat=True))
    assert fates.count(Fate.REPLIED) >= 200  # a name may break its own From, and then waits
    assert fates.count(Fate.REPLIED) + fates.count(Fate.QUARANTINED) == len(mails) + len(PAYLOADS)
    for person, paths in (
        (world.contact, [f"/tickets/{ticket.number}/?thread=all"]),
        (world.agent, [f"/desk/tickets/{ticket.number}/?thread=all", "/desk/quarantine/"]),
    ):
        page, said = sign_in(person), []
        page.on("console", lambda message, said=said: said.append(message.text))
        page.on("dialog", lambda dialog, said=said: said.append(dialog.message))
        page.on("request", lambda asked, said=said: said.append(asked.url) if "evil" in asked.url else None)
        for path in paths:
            page.goto(path)
            assert page.locator("article.hv-msg, tbody tr").count() > len(PAYLOADS)
            assert page.evaluate("window.ran") is None
            assert said == [], path
