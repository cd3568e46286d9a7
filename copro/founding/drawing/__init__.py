"""Draws the pictures of the founding content out of cut paper: `python -m copro.founding.drawing`."""
