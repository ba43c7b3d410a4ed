"""Bringing subscribed feeds in: fetching, and putting their entries into the library."""
