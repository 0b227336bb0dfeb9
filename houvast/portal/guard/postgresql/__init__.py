"""Django's PostgreSQL, told before a query who it is for."""
