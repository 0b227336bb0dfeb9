"""Whatever an address or a form holds, the answer is a page, never an error of ours; and nobody else keeps it."""

import pytest

CUSTOMER = ["/", "/tickets/", "/tickets/?format=csv", "/agreement/", "/levels/response/"]
DESK = [
    *("/desk/", "/desk/?format=csv", "/desk/?view=no-clock", "/desk/customers/", "/desk/customers/?format=csv"),
    *("/desk/customers/duinrand/", "/desk/customers/duinrand/agreement/", "/desk/undelivered/"),
]
NAMES = ("q", "priority", "team", "customer", "page", "period", "year", "organisation", "scale", "verdict")
ODD = ["\0", "a\0b\x1f", "9" * 5000, "-1", "²", "٣", "\U0001f600"]


@pytest.mark.parametrize("odd", ODD, ids=ascii)
def test_no_parameter_makes_a_page_fail(world, visit, odd):
    for person, paths in ((world.contact, CUSTOMER), (world.agent, DESK)):
        client = visit(person)
        for path in paths:
            for name in NAMES:
                address, _, query = path.partition("?")
                said = {**dict(pair.split("=") for pair in query.split("&") if pair), name: odd}
                assert client.get(address, said).status_code < 500, (path, name)


def test_control_characters_are_not_looked_for(world, visit):
    assert "Labelprinters" in visit(world.contact).get("/tickets/", {"q": "Label\0printers"}).content.decode()


@pytest.mark.parametrize("charset", ["zlib", "idna", "utf-7", "rot13", "unicode_escape", "utf-16", "nonsense"])
def test_a_body_in_another_encoding_is_refused(world, visit, charset):
    assert sent(world, visit, charset) == 400


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", "utf8"])
def test_a_body_in_utf_8_is_read(world, visit, charset):
    assert sent(world, visit, charset) == 302


def sent(world, visit, charset):
    body = b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\nHallo\r\n--b--\r\n'
    path = f"/tickets/{world.tickets['near'].number}/replies/"
    kind = f"multipart/form-data; boundary=b; charset={charset}"
    return visit(world.contact).generic("POST", path, body, content_type=kind).status_code


def test_nobody_keeps_a_page_for_who_comes_after(world, visit, client):
    number = world.tickets["near"].number
    customer = [*CUSTOMER, f"/tickets/{number}/", "/agreement/1.yaml", f"/tickets/{number}/clocks/resolution/1.csv"]
    for person, paths in ((world.contact, customer), (world.agent, [*DESK, f"/desk/tickets/{number}/"])):
        signed_in = visit(person)
        for path in paths:
            assert kept(signed_in.get(path)) == {"private", "no-store"}, path
    client.logout()
    for path in ("/sign-in/", "/", "/desk/"):
        assert kept(client.get(path)) >= {"private", "no-store"}, path


def kept(answer):
    return set(answer.headers["Cache-Control"].split(", "))
