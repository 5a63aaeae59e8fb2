"""Translation: memory, clause library, engines, glossary, protection of what must not change."""
