"""The terminal side of Rashomon: commands and screens. Asks ``index`` through its face."""
