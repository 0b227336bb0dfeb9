"""What people thought of a solution, and the time they say they lost."""
