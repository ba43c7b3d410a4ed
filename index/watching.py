"""Putting in what appears in a folder."""
