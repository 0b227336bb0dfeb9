"""The JSON Schema of the agreement file, for editors; `whole` puts the tables together."""
