"""What the screens are made of: each draws from dataclasses and posts messages up."""
