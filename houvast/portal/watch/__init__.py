"""The worker: claims what is due, decides the step, sets the next look."""
