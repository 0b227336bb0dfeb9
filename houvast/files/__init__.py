"""EVENTS files in, clocks out: the edge between the rules and what lies on disk."""
