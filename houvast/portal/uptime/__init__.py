"""What was the matter with services: outages, and maintenance that was announced."""
