"""Feeds: what a subscription is, what its bytes say, and when to ask again."""
