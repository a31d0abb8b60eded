"""From a newsroom to a plan: every address, every artifact, its fingerprint. Pure."""
