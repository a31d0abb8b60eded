"""What judges finished files: validators, and walks through what a screen reader is told."""
