"""What happened at the customers of the demo, each ticket a story; and how it is played."""
