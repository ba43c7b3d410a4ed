"""The driver between the screens and the terminal."""
