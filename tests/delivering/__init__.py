"""Tests of presskit.delivering."""
