import { expect, it } from 'vitest';
import { mutate } from '../mutate.ts';

/** The changes made in a rule of one input. */
function changesOf(rule: string): string[] {
  return mutate(`const op = unary({ derivative: ({ x, y }) => ${rule} });`).mutants.map(({ change }) => change);
}

it('mutate changes the sign, the size and the existence of every derivative, but not of 0 or of none', () => {
  expect(changesOf('f(x)')).toEqual(['f(x) → negated', 'f(x) → doubled', 'f(x) → vanished']);
  expect(changesOf('0')).toEqual(['0 → 1']);
  expect(changesOf('undefined')).toEqual([]);
});

it('mutate puts 1, the operand and the result in place of the slope of a step', () => {
  const { code, mutants } = mutate('const op = unary({ derivative: () => 0 });');
  expect(mutants.map(({ change }) => change)).toEqual(['0 → the first operand', '0 → the result', '0 → 1']);
  expect(code.slice(code.indexOf('const op'))).toBe(
    'const op = unary({ derivative: ((...at) => (audit.on(0) ? (({ x, a = x }) => a) : audit.on(1) ? (({ y }) => y) : ' +
      '(() => (audit.on(2) ? (1) : (0))))(...at)) });',
  );
  expect(mutate('const op = binary({ derivative: { a: () => 0, b: () => 0 } });').mutants.length).toBe(6);
});

it('mutate drops terms and factors, swaps operands, and takes a neighbour', () => {
  expect(changesOf('sub(x, y)').slice(3)).toEqual([
    'sub(x, y) → hml.add(x, y)',
    'sub(x, y) → hml.sub(y, x)',
    'sub(x, y) → x',
    'sub(x, y) → audit.negated(y)',
  ]);
  expect(changesOf('x.mul(sin(y))').slice(3)).toEqual([
    'x.mul(sin(y)) → hml.add(x, sin(y))',
    'x.mul(sin(y)) → x',
    'x.mul(sin(y)) → sin(y)',
    'sin(y) → hml.cos(y)',
  ]);
  expect(changesOf('where(x, y, z)').slice(3)).toEqual(['where(x, y, z) → hml.where(x, z, y)', 'where(x, y, z) → y', 'where(x, y, z) → z']);
});

it('mutate forgets reductions and movements, and changes axes and options', () => {
  expect(changesOf('sum(x, axis, { keepDims: true })').slice(3)).toEqual([
    'sum(x, axis, { keepDims: true }) → hml.mean(x, axis, { keepDims: true })',
    'sum(x, axis, { keepDims: true }) → x',
    'axis elsewhere in sum(x, axis, { keepDims: true })',
    'true → false in sum(x, axis, { keepDims: true })',
  ]);
  expect(changesOf('unbroadcast(y, x.shape)')).toContain('unbroadcast(y, x.shape) → y');
  expect(changesOf('f(x, { axis })')).toContain('axis → audit.elsewhere(axis)');
});

it('mutate changes numbers, constants and operators', () => {
  expect(changesOf('f(2 / Math.PI)').slice(3)).toEqual([
    '2 / Math.PI → 2 * Math.PI',
    '2 / Math.PI → Math.PI / 2',
    '2 / Math.PI → 2',
    '2 → 3 in 2 / Math.PI',
    '2 → -2 in 2 / Math.PI',
    'Math.PI → 1',
  ]);
  expect(changesOf('f((x + 1) * y)')).toContain('(x + 1) * y → (x + 1) / y');
  expect(changesOf('(x < 1 ? y : -y)')).toEqual(
    expect.arrayContaining(['x < 1 ? y : -y → x < 1 ? -y : y', 'x < 1 → x >= 1', 'x < 1 → x <= 1', '-y → y']),
  );
});

it('mutate finds both directions of a primitive and the helpers that they alone call, and leaves forward computations alone', () => {
  const { mutants } = mutate(`
    function slope(x: Tensor): Tensor { return sin(x); }
    function shapeOf(x: Tensor): Shape { return x.shape.map((n) => n + 1); }
    export const op = primitive<'x'>({
      infer: ([x]) => shapeOf(x),
      run: ([x]) => x.map((v) => v * 2),
      vjp: { x: ({ x, dy }) => times(dy, slope(x), shapeOf(x)) },
      jvp: { x: ({ x, dx }) => times(dx, slope(x)) },
    });`);
  expect(new Set(mutants.map(({ rule }) => rule))).toEqual(new Set(['op.vjp.x', 'op.jvp.x', 'slope']));
  expect(mutants.find(({ rule }) => rule === 'slope')).toMatchObject({ line: 2, change: 'sin(x) → hml.cos(x)' });
});

it('mutate weaves all mutants into one module, each behind its number', () => {
  const { code, mutants } = mutate('const op = unary({ derivative: ({ x }) => cos(x) });');
  expect(code.slice(code.indexOf('const op'))).toBe(
    'const op = unary({ derivative: ({ x }) => (audit.on(0) ? (audit.negated(cos(x))) : audit.on(1) ? (audit.doubled(cos(x))) : ' +
      'audit.on(2) ? (audit.vanished(cos(x))) : audit.on(3) ? (hml.sin(x)) : (cos(x))) });',
  );
  expect(mutants.map(({ id }) => id)).toEqual([0, 1, 2, 3]);
});

it('mutate keeps a shorthand a property, and nests mutants of parts in those of the whole', () => {
  const { code } = mutate('const op = lines({ vjp: ({ axis, dy }) => run(neg(dy), { axis }) });');
  expect(code).toContain('{ axis: (audit.on(4) ? (audit.elsewhere(axis)) : (axis)) }');
  expect(code).toContain('(run((audit.on(3) ? (dy) : (neg(dy))), {');
});
