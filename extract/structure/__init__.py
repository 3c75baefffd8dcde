"""The structure of a source file: its documents, their headers, outlines and sentences."""
