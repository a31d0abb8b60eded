"""Files that programs read: sitemaps, headers, data of the newsroom, the search index."""
