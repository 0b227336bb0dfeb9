"""What the rules computed, stored; may be dropped and rebuilt from the log at any time."""
