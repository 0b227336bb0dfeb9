"""A year of tickets that are over, so that levels and trends have figures: invented by a seeded script."""
