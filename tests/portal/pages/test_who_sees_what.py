"""Nobody sees, opens, exports or changes what is not theirs; what is not theirs does not exist."""

import re

import pytest
from django.urls import reverse

from houvast.portal.accounts.models import Role
from tests.portal.pages.addresses import addresses
from tests.portal.pages.world import person

PUBLIC = {"health", "accounts:sign-in", "accounts:sign-out", "accounts:preferences", "desk:tickets"} | {
    "accounts:ask-link", "accounts:link", "accounts:ask-password", "accounts:password", "accounts:sent",
    "accounts:passkey", "accounts:again", "accounts:elsewhere", "accounts:invitation", "profile:confirm-address",
    "profile:off",
    "account_login", "mfa_authenticate", "openid_connect_login", "openid_connect_callback",
}  # fmt: skip
"""Views that let anybody in: they show nothing of a customer. `desk:tickets` only leads on to the queue; those with a
secret in their address show what its mail said (tests/portal/accounts)."""
MYSELF = {
    "profile:factor-removal": [(404, "")],
    "profile:end-session": [(404, "")],
    "profile:linking": [(404, "")],
    "profile:unlinking": [(404, "")],
    "profile:codes": [(302, "/profile/")],
    "profile:end-others": [(302, "/profile/")],
    "profile:notices": [(200, ""), (302, "/profile/notices/")],
}
"""What there is to do about oneself without a form, and what comes of it for who has no factor and no other session."""

_FORM = ([(200, "")], [(422, "")])
_NOBODY = ([(404, "")], [(404, "")])
_LIST = "/desk/customers/duinrand/people/"
KEPT = {
    "desk:audit": ([(200, "")], [(200, "")]),
    "desk:people": ([(200, "")], [(200, "")]),
    "desk:customer-people": ([(200, "")], [(200, "")]),
    "desk:people-invite": _FORM,
    "desk:people-sign-in": _FORM,
    "desk:new-customer": _FORM,
    "desk:edit-customer": _FORM,
    "desk:customer-sign-in": _FORM,
    "desk:customer-people-invite": _FORM,
    "desk:customer-people-person": _FORM,
    "desk:people-person": _NOBODY,  # whom the address names is a customer's
    "desk:people-end": _NOBODY,
    "desk:people-again": _NOBODY,
    "desk:people-withdraw": _NOBODY,
    "desk:customer-people-end": ([], [(302, _LIST)]),
    "desk:customer-people-again": ([], [(302, _LIST)]),
    "desk:customer-people-withdraw": ([], [(302, _LIST)]),
}
"""The records of customers and people, for manager and operator: what is read, what comes of a form sent empty. An
agent reads who a customer's people are, and nothing else of this."""

METHODS = ["get", "head", "post", "put", "patch", "delete"]
QUERIES = [
    "",
    "?format=csv",
    "?state=all&sort=newest&organisation=duinrand",
    "?thread=all",
    "?q=verzendlabels",
    "?q=canary&subject=canary",
]
MANAGED = {
    "desk:document-adding",
    "desk:document-version",
    "desk:document-publishing",
    "desk:invoice-taking",
    "desk:invoice-payment",
    "desk:invoice-answer",
} | {
    "desk:services",
    "desk:service",
    "desk:new-agreement",
    "desk:publication",
    "desk:withdrawal",
}
"""Where the records of a customer are kept: for who manages customers, and nobody else at the desk."""
WRITTEN = {"desk:new-article", "desk:edit-article", "desk:splitting", "desk:merging"}
"""Where articles are written and tickets split and merged: for who works on tickets."""
CORRECTED = {"desk:correction"}
"""Where a fact is corrected: for who answers for the figures."""
WRITTEN |= {"desk:uptime", "desk:disruption"}
MANAGERS = {"manager", "operator"}
OWN = {
    ("customer:acceptance", "contact"): 404,
    ("customer:dispute", "contact"): 404,
    ("customer:rating", "owner"): 404,
    ("customer:followers", "owner"): 404,
    ("customer:following", "contact"): 404,
    ("customer:following", "owner"): 302,
    ("customer:follower-removal", "owner"): 302,
}
"""What only the reporter of a ticket does, or only a colleague."""
CUSTOMERS = {"contact", "owner", "other"}
EVERYBODY = ["nobody", *sorted(CUSTOMERS), "agent", "manager", "operator"]

OF_DUINRAND = [
    "canary-duinrand",
    "Duinrand",
    "Labelprinters",
    "Tessa Expeditie",
    "Olaf Contract",
    "Lotte Loods",
    "duinrand.example",
]
OF_ZILVERMEEUW = ["canary-zilvermeeuw", "Zilvermeeuw", "Zoë Zorg", "zilvermeeuw.example"]
HIDDEN_FROM = {
    "nobody": OF_DUINRAND + OF_ZILVERMEEUW,
    "contact": OF_ZILVERMEEUW,
    "owner": OF_ZILVERMEEUW,
    "other": OF_DUINRAND,
}


def test_every_address_names_who_may_come_in(parts):
    """A new view is wrapped in one of the two ways in, or is named above as public."""
    unnamed = {address.name for address in addresses(parts) if not address.admits}
    assert unnamed == PUBLIC


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_address_by_every_method(parts, come, who):
    client = come(who)
    for address in addresses(parts):
        for method in METHODS if address.admits else ():
            answer = getattr(client, method)(address.path)
            body_of(answer)  # a file that is handed out is closed when it was read
            told = (answer.status_code, answer.headers.get("Location", "").split("?")[0])
            assert told in expected(address, who, method), (who, method, address.path, told)


def expected(address, who, method):
    """Return the answers, status and where one is led, that are right."""
    acts = method == "post"
    if address.acts and not acts:
        return [(405, "")]
    if who == "nobody":
        return [(302, "/sign-in/")]
    if address.admits == "person":
        return MYSELF.get(address.name) or ([(422, "")] if acts else [(200, "")])
    if address.admits == "desk":
        return [(404, "")] if who in CUSTOMERS else expected_at_the_desk(address, who, method)
    if who not in CUSTOMERS:
        return [(302, led_on_to(address.parts))]
    if address.name.startswith("customer:colleagues"):
        return [(404, "")]  # none of these three manages people; tests/portal/pages/test_people.py has who does
    if who == "other" and address.nowhere:
        return [(404, "")]
    if (address.name, who) in OWN:
        status = OWN[address.name, who]
        return [(status, "" if status == 404 else reverse("customer:ticket", args=[address.parts["number"]]))]
    if address.name == "customer:document-confirmation":
        return [(302, reverse("customer:document", args=[address.parts["document"]]))]  # its file was opened before
    return [(200, ""), (422, "")] if acts else [(200, "")]


def led_on_to(parts):
    """Return where the provider's people are led that come to a customer's page."""
    for part, name in (
        ("article", "desk:article"),
        ("document", "desk:document"),
        ("invoice", "desk:invoice"),
        ("number", "desk:ticket"),
    ):
        if part in parts:
            return reverse(name, args=[parts[part]])
    return reverse("desk:queue")


def expected_at_the_desk(address, who, method):
    """Return the answers that are right for the provider's people; every form is sent empty."""
    if {"view", "link", "step", "text"} & address.parts.keys():
        return [(404, "")]  # nobody's: what is somebody's is in test_handling and test_several
    if address.name in CORRECTED and who != "manager":
        return [(404, "")]
    if address.name in CORRECTED | {"desk:presence"}:
        return [(422, "")] if method == "post" and address.name in CORRECTED else [(200, "")]
    if address.name in {"desk:quarantine-release", "desk:quarantine-refusal"}:
        return [(404, "")] if who == "operator" else [(302, reverse("desk:quarantine"))]
    kept = KEPT.get(address.name)
    if kept is not None:
        return [(404, "")] if who == "agent" and address.name != "desk:customer-people" else kept[method == "post"]
    if address.name.startswith("desk:sending"):
        return [(302, reverse("desk:undelivered"))]  # there is nothing to send
    if who not in MANAGERS and address.name in MANAGED:
        return [(404, "")]
    if address.name in WRITTEN:
        return [(404, "")] if who == "operator" else [(422, "")] if method == "post" else [(200, "")]
    if method == "post" and address.name in MANAGED:
        return [(422, "")]
    in_vain = [(422, "")] if who != "operator" else [(422, ""), (404, "")]
    return in_vain if address.acts else [(200, "")]


def test_what_is_another_customers_answers_as_if_it_did_not_exist(parts, come):
    client = come("other")
    for address in addresses(parts):
        for method in METHODS if address.nowhere else ():
            theirs, nobodys = (getattr(client, method)(path) for path in (address.path, address.nowhere))
            assert theirs.status_code == nobodys.status_code, (method, address.path)
            assert said(theirs, address.path) == said(nobodys, address.nowhere), (method, address.path)


def body_of(answer):
    """Return what an answer holds, a file that is handed out included."""
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode(errors="replace")


def said(answer, path):
    """Return what an answer says, without the address itself and without its token against forgery."""
    body = body_of(answer).replace(path, "")
    return re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r"\1", body), answer.headers.get("Location")


@pytest.mark.parametrize("who", HIDDEN_FROM)
def test_no_answer_holds_a_word_of_another_customer(parts, come, who):
    client = come(who)
    for address in addresses(parts):
        asked = [("get", query) for query in QUERIES] + [(method, "") for method in METHODS if method != "get"]
        for method, query in asked if address.name != "accounts:sign-out" else ():
            answer = getattr(client, method)(address.path + query)
            words = f"{body_of(answer)} {dict(answer.headers)}"
            assert not [word for word in HIDDEN_FROM[who] if word in words], (method, address.path + query)


def test_an_auditor_reads_the_desk_and_changes_nothing(parts, world, visit):
    """NT08: every page that is not there for a form alone answers; no form is taken."""
    auditor = visit(person("auditor@noorderlicht.example", "Aad Accountant", world.provider, Role.AUDITOR))
    read = 0
    for address in addresses(parts):
        if address.admits == "desk":
            assert auditor.post(address.path).status_code == 404, address.path
            answer = auditor.get(address.path)
            read += answer.status_code == 200
            _ = b"".join(answer)  # a file is closed when it was read
    for path in ("", "audit/", "people/", "customers/", "customers/duinrand/", "customers/duinrand/people/"):
        assert auditor.get(f"/desk/{path}").status_code == 200, path
    assert read >= 12


def test_the_canaries_are_seen_by_whose_they_are(parts, come):
    """Else the test above could not fail."""
    for who, canary in (("contact", "canary-duinrand"), ("other", "canary-zilvermeeuw")):
        assert canary in come(who).get("/tickets/?state=all").content.decode()
    assert "canary-duinrand" in come("owner").get("/agreement/2.yaml").content.decode()


def test_an_internal_note_is_for_the_provider_only(world, visit):
    number = world.tickets["near"].number
    assert b"Leverancier gebeld" in visit(world.agent).get(f"/desk/tickets/{number}/").content
    for path in (f"/tickets/{number}/", f"/tickets/{number}/?thread=all"):
        assert b"Leverancier gebeld" not in visit(world.contact).get(path).content


@pytest.mark.parametrize(
    "path", ["/tickets/999999/", "/tickets/99999999999999999999/", "/levels/none/", "/agreement/9/"]
)
def test_what_does_not_exist_is_a_page_with_a_way_on(world, visit, path):
    answer = visit(world.contact).get(path)
    assert answer.status_code == 404
    assert 'href="/"' in answer.content.decode()
