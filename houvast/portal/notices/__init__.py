"""The outbox: who hears of what, in which language, and what became of it."""
