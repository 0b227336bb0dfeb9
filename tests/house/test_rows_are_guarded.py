"""Every table says whose rows it holds, and PostgreSQL keeps them (docs/decisions/0022)."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from houvast.portal.accounts.models import Organisation
from houvast.portal.guard.operations import Guarded

OF_NO_CUSTOMER = {
    "accounts.person": "who signs in, before it is known who asks; names are shown through rows that are guarded",
    **dict.fromkeys(
        ["account.emailaddress", "account.emailconfirmation", "mfa.authenticator", "usersessions.usersession"]
        + [f"socialaccount.social{what}" for what in ("account", "app", "token")],
        "how somebody signs in, before it is known who asks",
    ),
    "accounts.accessdecision": "the audit trail, written to before it is known who asks; accounts/audit alone reads it",
    "accounts.invitation": "read by a secret, before somebody is signed in; accounts alone reads it",
    "accounts.onetimelink": "read by a secret, before somebody is signed in",
    "accounts.organisationsignin": "how an organisation signs in, read before somebody has",
    "handling.cannedreply": "of the desk",
    "handling.macro": "of the desk",
    "handling.run": "of the desk, by a key that nobody can guess",
    "handling.savedview": "of the desk",
    "axes.accessattempt": "guesses of passwords",
    "axes.accessattemptexpiration": "guesses of passwords",
    "axes.accessfailurelog": "guesses of passwords",
    "axes.accesslog": "guesses of passwords",
    "auth.group": "unused; Django's own",
    "auth.group_permissions": "unused; Django's own",
    "auth.permission": "unused; Django's own",
    "contenttypes.contenttype": "names of tables",
    "notices.choice": "what a person wants to be told of",
    "live.change": "hints on SQLite; PostgreSQL tells them by NOTIFY and leaves the table empty",
    "sessions.session": "who is signed in, by a key that nobody can guess",
    "tickets.numberseries": "the next free number",
    "watch.heartbeat": "that the watch is alive",
}
"""Tables without rows of a customer, and why."""

MAY_BE_OF_NOBODY: dict[str, str] = {}
"""Tables in which the organisation may be empty, and why that shows nobody anything."""

HOW = (
    "{label} has rows of a customer and no rule for them. Add Guarded({name!r}) of houvast.portal.guard.operations to "
    'the migration that makes the table (it depends on ("guard", "0001_rows_of_customers")), with another condition '
    "where whose rows they are does not stand in organisation_id; or, when it has no rows of a customer, name it with "
    "the reason in OF_NO_CUSTOMER of tests/house/test_rows_are_guarded.py. See CONTRIBUTING.md, whose rows."
)


def tables():
    return sorted(apps.get_models(include_auto_created=True), key=lambda model: model._meta.label_lower)


def guarded() -> set[str]:
    """Return the tables that a migration guards, by the labels of their models."""
    migrations = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    return {
        ".".join(step.model_of(app))
        for (app, _), migration in migrations.items()
        for step in migration.operations
        if isinstance(step, Guarded)
    }


@pytest.mark.parametrize("model", tables(), ids=lambda model: model._meta.label_lower)
def test_nt06_every_table_says_whose_rows_it_holds(model):
    label = model._meta.label_lower
    if label in OF_NO_CUSTOMER:
        assert label not in guarded(), f"{label} is guarded: take it out of OF_NO_CUSTOMER"
        return
    assert label in guarded(), HOW.format(label=label, name=model.__name__)
    empty = [field.name for field in model._meta.concrete_fields if field.null and field.related_model is Organisation]
    assert not empty or label in MAY_BE_OF_NOBODY, f"{label}.{empty[0]}: a row of no organisation belongs to nobody"


def test_what_is_named_above_is_there():
    known = {model._meta.label_lower for model in tables()}
    assert (OF_NO_CUSTOMER.keys() | MAY_BE_OF_NOBODY.keys()) <= known
