"""Checking the graph against shapes (SHACL): one named graph at a time, with pySHACL."""
