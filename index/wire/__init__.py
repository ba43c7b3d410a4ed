"""The network, and nothing else: what is asked for comes back as bytes, or as a reason."""
