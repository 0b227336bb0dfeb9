"""An agreement told in plain Dutch and English; `whole` puts the sections together."""
