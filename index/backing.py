"""The whole library as one file, and back."""
