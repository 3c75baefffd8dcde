"""Training of the tagger, on annotated files and by folds."""
