"""What was made elsewhere, or by us long ago, becomes a release again."""
