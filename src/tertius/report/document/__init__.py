"""The brief: an answer as two pages with footnoted sources, the same in HTML, Word, PDF and Markdown."""
