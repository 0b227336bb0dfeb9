"""Pages for the customer's people, and the template tags that all pages share."""
