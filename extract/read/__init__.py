"""From a file to its characters: by format, told by the content rather than by the name.

The characters of `SourceText.text` are what every published offset counts: of a text file the decoded characters as
they are; of HTML, PDF and DOCX the text that the reader took out, which the same version of the reader makes again
exactly.
"""

from extract.read.source import DEFAULT_MAX_BYTES, read_source, sha256_of

__all__ = ["DEFAULT_MAX_BYTES", "read_source", "sha256_of"]
