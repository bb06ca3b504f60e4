import katex from 'katex';

/** The Markdown reader of typedoc, as far as this plugin touches it. */
export interface MarkdownReader {
  readonly inline: { readonly ruler: { before(name: string, rule: string, run: (state: InlineState, silent: boolean) => boolean): void } };
  readonly renderer: { readonly rules: Record<string, (tokens: ReadonlyArray<{ readonly content: string }>, index: number) => string> };
}

interface InlineState {
  readonly src: string;
  pos: number;
  push(type: string, tag: string, nesting: 0): { content: string };
}

/** A formula found in a text. */
export interface Formula {
  readonly tex: string;
  readonly display: boolean;
  /** Where the text goes on. */
  readonly end: number;
}

const pattern = /\$\$([\s\S]+?)\$\$|\$((?:\\.|[^$\s\\])(?:(?:\\.|[^$\\])*?(?:\\.|[^$\s\\]))?)\$(?!\d)/y;

/** The formula that starts here: `$$…$$`, or `$…$` with no space inside the dollars and no digit after them (prices are left alone). */
export function formulaAt(text: string, start: number): Formula | undefined {
  pattern.lastIndex = start;
  const match = pattern.exec(text);
  if (!match) return undefined;
  return { tex: match[1] ?? match[2] ?? '', display: match[1] !== undefined, end: pattern.lastIndex };
}

/** Teaches a Markdown reader formulas: KaTeX renders them while the page is built. A formula that KaTeX cannot read is an error. */
export function addFormulas(reader: MarkdownReader): void {
  reader.inline.ruler.before('escape', 'formula', (state, silent) => {
    const formula = formulaAt(state.src, state.pos);
    if (!formula) return false;
    if (!silent) state.push(formula.display ? 'formula_display' : 'formula_inline', 'span', 0).content = formula.tex;
    state.pos = formula.end;
    return true;
  });
  reader.renderer.rules.formula_inline = (tokens, i) => render(tokens[i]?.content ?? '', false);
  reader.renderer.rules.formula_display = (tokens, i) => render(tokens[i]?.content ?? '', true);
}

/** A formula as HTML. */
export function render(tex: string, displayMode: boolean): string {
  return katex.renderToString(tex, { displayMode, throwOnError: true, strict: 'error' });
}
