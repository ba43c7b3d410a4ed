"""The commands, one file a command; each is loaded only when it is asked for."""
