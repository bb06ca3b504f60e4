/**
 * Colours of layers, in order: told apart by the colour-blind, and each at least 3 : 1 against white as well as against a dark page.
 * A page may replace them by setting the CSS variables `--hml-color-1` … `--hml-color-6`.
 */
export const palette: readonly string[] = ['#0d7bc0', '#d55e00', '#009e73', '#c76b9e', '#8a6fdf', '#8a8480'];

/** The colour of the layer at this place: its own, else the palette's, open to the page's CSS. */
export function colorOf(own: string | undefined, place: number): string {
  const index = place % palette.length;
  return own ?? `var(--hml-color-${index + 1}, ${palette[index]})`;
}
