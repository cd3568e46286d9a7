"""The founding content: our own telling of where the network comes from, and how it is loaded."""
