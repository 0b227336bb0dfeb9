"""What the pages of both sides are made of: cards, promises, levels, threads and lists, in plain values."""
