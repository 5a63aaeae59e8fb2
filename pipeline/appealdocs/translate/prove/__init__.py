"""Mutation test of a letter: realistic faults are planted into its own segments, and our flags have to catch them."""
