"""Translation: memory, clause library, engines, glossary, protection of what must not change."""

from appealdocs.translate.files import translate_file
from appealdocs.translate.memory import open_memory
from appealdocs.translate.stage import translate

__all__ = ["open_memory", "translate", "translate_file"]
