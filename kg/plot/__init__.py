"""Pictures of the graph: what the store answers, what is drawn of it, and how it becomes a file.

`answers` asks the queries of `queries/plots/`; `goals`, `ties` and `targets` make records of the answers; `timeline`,
`network` and `panels` turn these into a `drawing`, with `layout`, `years`, `scale`, `text` and `words`; `picture`
writes it with a font of `fonts`, by `render` and `page`. Only `render`, `fonts` and `layout` know a library.
"""
