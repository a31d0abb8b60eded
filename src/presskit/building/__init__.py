"""From a plan to files: what is fresh is skipped, what is written is whole, what is no longer wanted goes."""
