"""Pictures of releases: as they are, and as the site shows them."""
