"""What a comparison of articles holds. Every count is a tuple of spans, so each can be opened."""
