"""How the provider's people handle tickets: views, ready texts, links, reasons, and who is at a ticket."""
