"""Pages that are open hear that something changed: hints only, never what; see docs/decisions/0020."""
