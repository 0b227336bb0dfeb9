"""Finding words in tickets, articles and names: a projection that may be dropped and rebuilt at any time."""
