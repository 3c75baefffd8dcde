"""How good an extraction is: what was found, measured against annotations made by hand.

`run` evaluates files, `measure` defines the measure, `score` its numbers, `matching` says when two rows are the same,
`annotation` holds the rows and `annotation_json` reads them, `text` compares strings.
"""
