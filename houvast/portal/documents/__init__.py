"""Documents a customer may read: by version, with validity, publication, and who opened what."""
