"""A mail server of the sender's side, with a key of its own, and the names that the world asks about it."""

from __future__ import annotations

import base64
from email.message import EmailMessage
from functools import cache

import dkim
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa


@cache
def key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def names(*domains):
    """Return what the name servers know of these domains: a key, and that DMARC holds."""
    public = (
        key().public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    told = {}
    for domain in domains or ("acme.example", "other.example", "noorderlicht.example"):
        told[f"s1._domainkey.{domain}"] = f"v=DKIM1; k=rsa; p={base64.b64encode(public).decode()}"
        told[f"_dmarc.{domain}"] = "v=DMARC1; p=reject"
    return told.get


def mail(sender="bob@acme.example", to="support@noorderlicht.example", subject="Printer", text="It is broken.", **more):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Message-ID"] = more.pop("message_id", f"<{abs(hash((sender, to, subject, text)))}@mail.example>")
    for name, value in more.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def signed(message, domain="acme.example"):
    """Return a mail as bytes, signed by a domain."""
    raw = message if isinstance(message, bytes) else message.as_bytes()
    raw = raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    pem = key().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    headers = [name for name in (b"From", b"To", b"Subject", b"Message-ID") if name.lower() + b":" in raw.lower()]
    return dkim.sign(raw, b"s1", domain.encode(), pem, include_headers=headers) + raw
