"""The language of agreements: model, reading, lint and plain words."""
