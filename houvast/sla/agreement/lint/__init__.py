"""What is worth saying about an agreement that can be read; `whole` asks every rule."""
