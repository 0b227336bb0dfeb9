"""Row-level security: on PostgreSQL the rule of `accounts.access` is repeated underneath (docs/decisions/0022)."""
