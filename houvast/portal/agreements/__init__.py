"""Agreements as signed, in versions; which version judges what."""
