"""The five articles that come with the program, byte for byte as their outlets published them."""
