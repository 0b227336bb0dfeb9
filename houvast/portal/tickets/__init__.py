"""Tickets and their append-only log; intake by page and import."""
