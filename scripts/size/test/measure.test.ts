import { expect, it } from 'vitest';
import { measure } from '../measure.ts';

it('measure counts what a program uses and nothing else', async () => {
  const small = await measure('console.log(1);');
  expect(small).toBeLessThan(60);
  expect(await measure(`console.log(${JSON.stringify(Array.from({ length: 500 }, (_, i) => (i * 7919) % 9973))});`)).toBeGreaterThan(1000);
});

it('measure leaves external packages out', async () => {
  const program = "import { parse } from 'acorn'; console.log(parse);";
  expect(await measure(program, { external: ['acorn'] })).toBeLessThan(100);
  expect(await measure(program)).toBeGreaterThan(10_000);
});
