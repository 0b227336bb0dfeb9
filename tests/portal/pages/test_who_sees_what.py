"""Nobody sees, opens, exports or changes what is not theirs; what is not theirs does not exist."""

import pytest

NUMBER = "NUMBER"
CUSTOMER_PATHS = ["/tickets/NUMBER/", "/tickets/NUMBER/clocks/resolution/1.csv"]
CUSTOMER_POSTS = ["/tickets/NUMBER/replies/", "/tickets/NUMBER/reopening/"]
DESK_PATHS = ["/desk/", "/desk/tickets/NUMBER/", "/desk/tickets/NUMBER/clocks/resolution/1.csv", "/desk/customers/",
              "/desk/customers/duinrand/", "/desk/customers/duinrand/levels/response/",
              "/desk/customers/duinrand/agreement/", "/desk/customers/duinrand/agreement/1.yaml",
              "/desk/undelivered/"]  # fmt: skip
DESK_POSTS = [f"/desk/tickets/NUMBER/{what}/" for what in
              ("replies", "notes", "status", "priority", "assignment", "resolution", "reopening")]  # fmt: skip
EVERYWHERE = ["/", "/tickets/", "/tickets/new/", "/agreement/", "/levels/response/", *CUSTOMER_PATHS, *DESK_PATHS]


def at(path, world):
    return path.replace(NUMBER, str(world.tickets["near"].number))


def test_who_is_not_signed_in_is_led_to_signing_in(world, client):
    for path in EVERYWHERE:
        answer = client.get(at(path, world))
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/sign-in/"), path


def test_another_customers_ticket_does_not_exist(world, visit):
    client = visit(world.other)
    for path in CUSTOMER_PATHS:
        assert client.get(at(path, world)).status_code == 404, path
    for path in CUSTOMER_POSTS:
        assert client.post(at(path, world), {"text": "x", "reason": "x"}).status_code == 404, path
    for path in ("/", "/tickets/?state=all", "/tickets/?state=all&format=csv", "/levels/response/?format=csv"):
        assert b"Labelprinters" not in client.get(path).content, path


def test_the_desk_does_not_exist_for_customers(world, visit):
    client = visit(world.owner)
    for path in DESK_PATHS:
        assert client.get(at(path, world)).status_code == 404, path
    for path in DESK_POSTS:
        assert client.post(at(path, world), {"text": "x"}).status_code == 404, path


def test_an_agent_is_led_from_the_customers_pages_to_the_desk(world, visit):
    number = world.tickets["near"].number
    client = visit(world.agent)
    assert client.get("/").headers["Location"] == "/desk/"
    assert client.get(f"/tickets/{number}/").headers["Location"] == f"/desk/tickets/{number}/"


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


def test_changing_goes_by_post_only(world, visit):
    client = visit(world.agent)
    for path in DESK_POSTS:
        assert client.get(at(path, world)).status_code == 405, path
