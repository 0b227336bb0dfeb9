"""Every page answers, within its number of queries, and holds what it should."""

import pytest

CUSTOMER = ["/", "/?period=2026-11", "/tickets/", "/tickets/?state=all", "/tickets/?state=all&sort=oldest&q=hal",
            "/tickets/new/", "/agreement/", "/levels/response/", "/levels/response/?verdict=breached"]  # fmt: skip
DESK = ["/desk/", "/desk/?view=mine", "/desk/?view=no-clock", "/desk/?q=label&customer=duinrand", "/desk/customers/",
        "/desk/customers/duinrand/", "/desk/customers/duinrand/levels/response/", "/desk/customers/duinrand/agreement/",
        "/desk/undelivered/"]  # fmt: skip


@pytest.mark.parametrize("path", CUSTOMER)
def test_a_customers_page(world, visit, path, django_assert_max_num_queries):
    client = visit(world.contact)
    with django_assert_max_num_queries(20):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", DESK)
def test_a_page_of_the_desk(world, visit, path, django_assert_max_num_queries):
    client = visit(world.agent)
    with django_assert_max_num_queries(20):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("key", ["near", "breached", "paused", "best-effort", "ended-1", "reopened", "cancelled"])
def test_a_tickets_pages(world, visit, key, django_assert_max_num_queries):
    number = world.tickets[key].number
    for person, path in ((world.contact, f"/tickets/{number}/"), (world.agent, f"/desk/tickets/{number}/")):
        client = visit(person)
        with django_assert_max_num_queries(20):
            assert client.get(path).status_code == 200
