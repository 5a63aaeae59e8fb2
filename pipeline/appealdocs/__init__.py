"""appealdocs: from a case folder to a signed-ready appeal letter and its evidence package."""

__version__ = "0.1.0"
