"""The trained artefact of the room: vectors of word pieces.

``README.md`` beside it says from what and how it was made; ``index.framing.vectors`` opens it.
"""
