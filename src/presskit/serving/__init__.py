"""The preview: what is asked for is made on demand by the same plan as a build, and nothing is written to public/."""
