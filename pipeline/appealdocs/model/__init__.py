"""The types that stages hand to each other. Nothing here imports anything else of ours."""
