"""Views: projections of the graph to property graphs, and the files of other programs that they are written to."""
