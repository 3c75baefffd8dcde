"""The graph over HTTP: SPARQL, saved queries, linked data, and what a web page needs. Read-only."""
