"""Mail as a way in: what arrives in a mailbox becomes a ticket, a reply, or a mail that somebody looks at."""
