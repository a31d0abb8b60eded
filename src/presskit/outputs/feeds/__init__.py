"""Feeds: RSS 2.0, Atom and JSON Feed 1.1 of each series, the newest releases whole, older ones in archives (RFC 5005).

`newest` makes the documents that people subscribe to, `archives` those that say what came before. Both write with the
same three formats; an item is written once and stands, byte for byte, in every feed that carries it.
"""
