"""Clauses of real agreements, one test file for each agreement; what they share is in `reading`."""
