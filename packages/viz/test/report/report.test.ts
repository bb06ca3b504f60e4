import { describe, expect, it } from 'vitest';
import { scatter } from '../../src/index.ts';
import { renderSvg } from '../../src/node.ts';
import { type Report, renderReport } from '../../src/report/report.ts';

const report: Report = {
  title: 'Tour & more',
  lead: 'A <lead>.',
  summary: { columns: ['example', 'seconds'], rows: [['one', 0.1 + 0.2]] },
  sections: [
    {
      id: 'one',
      title: 'One',
      command: 'npm start -- one',
      blocks: [
        { kind: 'text', text: '<script>alert(1)</script>' },
        { kind: 'code', code: 'a < b' },
        {
          kind: 'table',
          caption: 'Numbers',
          columns: ['name', 'value'],
          rows: [
            ['π', Math.PI],
            ['e', Math.E],
          ],
        },
        { kind: 'figure', figure: scatter([1, 2], [3, 4], { title: 'Two points' }), caption: 'What one sees.' },
      ],
    },
    { id: 'two', title: 'Two', blocks: [] },
  ],
};

describe('renderReport', () => {
  const html = renderReport(report, { renderSvg });

  it('is one page that asks for nothing from outside', () => {
    expect(html.startsWith('<!doctype html>')).toBe(true);
    const addresses = html.match(/(?:src|href)="[^"]*"|url\([^)]*\)|@import/g) ?? [];
    expect(addresses.filter((address) => !address.startsWith('href="#'))).toEqual([]);
  });

  it('escapes text', () => {
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).not.toContain('<script');
    expect(html).toContain('<h1>Tour &amp; more</h1>');
  });

  it('fits phones and dark screens', () => {
    expect(html).toContain('width=device-width');
    expect(html).toContain('prefers-color-scheme: dark');
    expect(html.match(/<svg/g)?.length).toBe(2); // each figure for wide and for narrow screens
  });

  it('sets columns of numbers to the right, with ten digits', () => {
    expect(html).toContain('<td class="number">3.141592654</td>');
    expect(html).toContain('<td class="number">0.3</td>');
    expect(html).toContain('<td>π</td>');
  });

  it('links its sections and says how to run them again', () => {
    expect(html).toContain('<a href="#two">Two</a>');
    expect(html).toContain('<section id="one">');
    expect(html).toContain('<code>npm start -- one</code>');
  });

  it('does without summary, lead and contents', () => {
    expect(renderReport({ title: 'Bare', sections: [] }, { renderSvg })).not.toContain('<nav');
  });
});
