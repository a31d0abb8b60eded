"""From text to model: collects problems, prints nothing."""
