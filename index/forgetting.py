"""Taking articles out of the library, and bringing them back until it is compacted."""
