"""Feeds: what a subscription is, what its bytes say, and when to ask again."""

from index.feeds.subscription import State, Subscription, of_row, to_row

__all__ = ["State", "Subscription", "of_row", "to_row"]
