// The SPARQL editor, by CodeMirror.

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";

const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--k-organisation)", fontWeight: "600" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--k-programme)" },
  { tag: [tags.string, tags.number, tags.literal], color: "var(--k-region)" },
  { tag: [tags.url, tags.namespace, tags.tagName], color: "var(--k-document)" },
  { tag: tags.comment, color: "var(--muted)" },
]);
const THEME = EditorView.theme({
  "&": { fontSize: "0.875rem", backgroundColor: "var(--paper)", color: "var(--ink)" },
  ".cm-content": { fontFamily: "ui-monospace, Menlo, Consolas, 'Noto Sans Mono CJK SC', monospace", caretColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--ground)", color: "var(--muted)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--tint)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--select)" },
  ".cm-matchingBracket": { backgroundColor: "var(--select)" },
  ".cm-scroller": { minHeight: "11rem", maxHeight: "26rem" },
});

/**
 * An editor in an element. It stands in a shadow tree, where CodeMirror adds its styles as sheets and not as elements,
 * which the content security policy forbids. Tab goes on to the next field; Ctrl-Enter runs.
 */
export function editor(element, { text, label, run, changed }) {
  const root = element.attachShadow({ mode: "open" });
  const runKey = { key: "Mod-Enter", run: () => (run(), true) };
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: text,
      extensions: [
        keymap.of([runKey, ...defaultKeymap, ...historyKeymap]), history(), lineNumbers(), drawSelection(), bracketMatching(),
        highlightActiveLine(), EditorView.lineWrapping, sparql(), syntaxHighlighting(COLOURS), THEME,
        EditorView.contentAttributes.of({ "aria-label": label }),
        EditorView.updateListener.of((update) => update.docChanged && changed()),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    setText: (doc) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: doc } }),
    /** Put the cursor where an error is; lines and columns count from 1. */
    goTo: (lineNumber, column) => {
      const line = view.state.doc.line(Math.min(lineNumber, view.state.doc.lines));
      view.dispatch({ selection: { anchor: Math.min(line.from + column - 1, line.to) }, scrollIntoView: true });
      view.focus();
    },
    end: () => view.destroy(),
  };
}
