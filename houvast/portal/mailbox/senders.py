"""
Whether the domain of a sender stands for a mail: DMARC, on our own look at its signature or on our server's word.

Without one of these a From is a sentence in a mail, and says nothing about who sent it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from email import message_from_bytes, policy

import dns.resolver
from authheaders import dmarc_per_from
from authheaders.dmarc_lookup import get_org_domain
from authres import DKIMAuthenticationResult
from dkim import DKIM
from dns.exception import DNSException

Resolver = Callable[[str], str | None]
"""Returns the TXT record of a name; None when there is none. Raises OSError when nobody answers."""

_SIGNATURES = 3
_WORD = re.compile(r"\s*;\s*")


class NobodyAnswers(Exception):
    """The name servers of a domain do not answer, so that it is not known what they would say."""


def txt(name: str) -> str | None:
    """Ask the name servers of this machine."""
    try:
        answer = dns.resolver.resolve(name, "TXT", lifetime=5)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return None
    except DNSException as trouble:
        raise OSError(str(trouble)) from trouble
    return next((b"".join(row.strings).decode("utf-8", "replace") for row in answer), None)


def is_aligned(raw: bytes, sender: str, *, resolver: Resolver, trusts: str = "") -> bool:
    """
    Return whether a domain stands for what it is said to have sent.

    sender  the address in From
    trusts  the name under which the operator's own mail server signs its Authentication-Results; '' to look ourselves
    """
    domain = sender.rpartition("@")[2]
    if not domain:
        return False
    if trusts:
        return _our_server_says_so(raw, domain, trusts)
    return any(_passes(raw, domain, place, resolver) for place in range(_SIGNATURES))


def _our_server_says_so(raw: bytes, domain: str, trusts: str) -> bool:
    """Believe only the topmost of these headers that bears the name: what stands below came with the mail."""
    lines = message_from_bytes(raw, policy=policy.compat32).get_all("Authentication-Results") or []
    topmost = " ".join(str(lines[0]).split()).lower() if lines else ""
    name, *results = _WORD.split(topmost)
    said = [result for result in results if result.startswith("dmarc=")]
    if name.split(" ")[0] != trusts.lower() or len(said) != 1:
        return False
    return said[0].startswith("dmarc=pass") and f"header.from={domain}" in said[0].split()


def _passes(raw: bytes, domain: str, place: int, resolver: Resolver) -> bool:
    def asked(name: bytes | str, timeout: int = 5) -> bytes | None:  # as dkimpy calls it
        found = resolver((name.decode() if isinstance(name, bytes) else name).rstrip("."))
        return None if found is None else found.encode()

    try:
        seal = DKIM(raw)
        if not seal.verify(place, dnsfunc=asked):
            return False
        fields = seal.signature_fields
        if b"l" in fields:  # signed up to a length: anybody can add to it
            return False
        signed = DKIMAuthenticationResult(
            result="pass", header_d=fields.get(b"d", b"").decode().lower(), header_i=fields.get(b"i", b"").decode()
        )
        result = dmarc_per_from(domain, dkim_result=signed, dnsfunc=resolver)
    except OSError as trouble:
        raise NobodyAnswers(str(trouble)) from trouble
    except Exception:  # noqa: BLE001  # hostile signatures raise all kinds; none of them is a pass
        return False
    return bool(result[0] == "pass") and _of_one_owner(domain, signed.header_d)


def _of_one_owner(domain: str, signer: str) -> bool:
    """Say whether two names are of one owner; where the list of suffixes does not know the end, only the same name."""
    owner = get_org_domain(domain)
    return signer == domain or ("." in owner and get_org_domain(signer) == owner)
