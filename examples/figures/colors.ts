/** The colours of up to three classes, open to the page's own: told apart by the colour-blind. */
export const classColors = ['var(--hml-color-1, #0d7bc0)', 'var(--hml-color-2, #d55e00)', 'var(--hml-color-3, #009e73)'] as const;

/** A grey for what only orients, such as lines of equal height. */
export const quietColor = 'var(--hml-color-6, #8a8480)';

/** Green for what is right and red for what is wrong. */
export const verdictColors = { right: 'var(--hml-color-3, #00835f)', wrong: 'var(--hml-wrong, #d93a40)' } as const;

/** Ten colours of equal lightness around the wheel, for the ten digits: a contrast of at least 3 on white and on dark ground. */
export const tenColors: readonly string[] = [
  '#dd5652',
  '#c77001',
  '#9f8803',
  '#5e9d16',
  '#05a17c',
  '#149ba7',
  '#0492d8',
  '#727bed',
  '#ac65d1',
  '#d05699',
];
