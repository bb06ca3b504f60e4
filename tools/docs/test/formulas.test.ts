import { expect, it } from 'vitest';
import { formulaAt, render } from '../formulas.ts';

it.each([
  ['$x$ and', 'x', false],
  ['$K \\ge 1$.', 'K \\ge 1', false],
  ['$$ y = \\frac{1}{2m} $$', ' y = \\frac{1}{2m} ', true],
  ['$a\\$b$', 'a\\$b', false],
])('formulaAt reads %s', (text, tex, display) => expect(formulaAt(text, 0)).toMatchObject({ tex, display }));

it.each(['$5 and $6', '$ x$', '$x $', 'x$', '$', '$$'])('formulaAt finds none in %s', (text) => expect(formulaAt(text, 0)).toBeUndefined());

it('render gives HTML, and refuses what KaTeX cannot read', () => {
  expect(render('\\frac{1}{2}', true)).toContain('class="katex-html"');
  expect(() => render('\\frac{1}', false)).toThrow(/KaTeX parse error/);
});
