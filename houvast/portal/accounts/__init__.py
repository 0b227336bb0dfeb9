"""Organisations, people, roles, sign-in; the one answer to 'may they see this?'."""
