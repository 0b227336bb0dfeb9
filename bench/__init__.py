"""What the design promises about speed, measured side by side with peers in one run (`bin/bench`)."""
