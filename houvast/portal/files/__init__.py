"""Files that people send and read: what they are called, how large, where they lie, and how they are handed out."""
