import { gradCheck, jvp, vjp } from '@hml/autograd';
import { mul, sum, type Tensor, tensor } from '@hml/tensor';
import { apply, trace, unary } from '@hml/tensor/extend';
import { assertClose, assertSame, type Draw, forAll, replay } from '@hml/testing';
import { expect, it } from 'vitest';
import { describeProgram, drawProgram, island, opNames, type Program, run, type Step, valuesOf } from './random-programs.ts';

type Function = (...inputs: Tensor[]) => Tensor;

/** Runs a check on many programs; a failure shows the program. */
function forPrograms(cases: number, check: (program: Program, f: Function, draw: Draw) => void): void {
  forAll(
    (draw) => {
      const program = drawProgram(draw);
      try {
        check(program, (...inputs) => run(program, inputs), draw);
      } catch (error) {
        throw new Error(describeProgram(program), { cause: error });
      }
    },
    { cases },
  );
}

function like(draw: Draw, x: Tensor): Tensor {
  return draw.tensor({ shape: x.shape, min: -1, max: 1 });
}

function inner(a: Tensor, b: Tensor): number {
  return sum(mul(a, b)).item();
}

/** $\langle v, J u \rangle = \langle J^\top v, u \rangle$ */
function checkDuality(f: Function, leaves: Program['leaves'], draw: Draw): void {
  const [first, ...others] = leaves;
  const directions: [Tensor, ...Tensor[]] = [like(draw, first), ...others.map((x) => like(draw, x))];
  const { value, tangent } = jvp(f, leaves, directions);
  const v = like(draw, value);
  const gradients = vjp(f, leaves).pullback(v);
  const parts = gradients.map((g, i) => inner(g, directions[i]));
  const size = Math.max(1, ...gradients.map((g) => Math.sqrt(inner(g, g))));
  assertClose(tensor(inner(v, tangent)), tensor(parts.reduce((a, b) => a + b)), { rtol: 1e-12, atol: 1e-12 * size });
}

it('random programs have a forward and a reverse mode that agree', () => {
  forPrograms(200, ({ leaves }, f, draw) => checkDuality(f, leaves, draw));
});

it('random programs have gradients that agree with finite differences, islands held fixed', () => {
  forPrograms(40, (program, f, draw) => {
    const values = valuesOf(program, program.leaves);
    const islands = program.steps.flatMap((step, i): [Step, Tensor][] =>
      step.name === island ? [[step, values[program.leaves.length + i]]] : [],
    );
    const frozen = new Map(islands);
    const held: Function = (...inputs) => run(program, inputs, frozen);
    const v = like(draw, f(...program.leaves));
    const expected = vjp(held, program.leaves).pullback(v);
    vjp(f, program.leaves)
      .pullback(v)
      .forEach((g, i) => {
        assertSame(g, expected[i]);
      });
    gradCheck(held, program.leaves, { rtol: 1e-6, atol: 1e-6 });
  });
});

it('random programs have second derivatives on which both modes agree', () => {
  forPrograms(40, ({ leaves }, f, draw) => {
    const cotangent = like(draw, f(...leaves));
    const directions = leaves.map((x) => like(draw, x));
    const slope: Function = (...inputs) => {
      const [first, ...others] = inputs;
      const parts = vjp(f, [first, ...others]).pullback(cotangent);
      return parts.map((g, i) => sum(mul(g, directions[i]))).reduce((a, b) => a.add(b));
    };
    checkDuality(slope, leaves, draw);
  });
});

it('random programs, traced and replayed, give the bits of the eager call, and so do their gradients', () => {
  forPrograms(60, ({ leaves }, f, draw) => {
    assertSame(replay(trace(f, leaves), leaves).outputs[0], f(...leaves));
    const v = like(draw, f(...leaves));
    const gradients: (...inputs: Tensor[]) => readonly Tensor[] = (first, ...others) => vjp(f, [first, ...others]).pullback(v);
    const eager = gradients(...leaves);
    replay(trace(gradients, leaves), leaves).outputs.forEach((g, i) => {
      assertSame(g, eager[i]);
    });
  });
});

it('random programs use every op, reuse leaves and results, and have dead branches and islands', () => {
  const names = new Set<string>();
  const seen = { leafTwice: 0, fanOut: 0, dead: 0, island: 0, long: 0 };
  forPrograms(300, ({ leaves, steps }) => {
    const uses = new Array(leaves.length + steps.length).fill(0);
    for (const { name, operands } of steps) {
      names.add(name);
      for (const operand of operands) uses[operand]++;
    }
    seen.leafTwice += Number(uses.slice(0, leaves.length).some((n) => n > 1));
    seen.fanOut += Number(uses.slice(leaves.length).some((n) => n > 1));
    seen.dead += Number(uses.slice(leaves.length, -1).some((n, i) => n === 0 && i !== steps.length >> 1));
    seen.island += Number(steps.some(({ name }) => name === island));
    seen.long += Number(steps.length > 10);
  });
  expect([...names].sort()).toEqual([...opNames].sort());
  for (const [feature, programs] of Object.entries(seen)) expect([feature, programs > 20]).toEqual([feature, true]);
});

it('a wrong rule somewhere in a random program does not pass', () => {
  const wrongSin = unary({
    name: 'wrongSin',
    result: 'floating',
    definition: Math.sin,
    kernel: (n, x, xOffset, xStride, y, yOffset) => {
      for (let i = 0; i < n; i++) y[yOffset + i] = Math.sin(x[xOffset + i * xStride]);
    },
    derivative: ({ x }) => x.mul(0.9),
  });
  let caught = 0;
  forPrograms(20, ({ leaves: [first, ...others] }, f) => {
    try {
      gradCheck((...inputs) => apply(wrongSin, [f(...inputs)]), [first, ...others]);
    } catch {
      caught++;
    }
  });
  expect(caught).toBeGreaterThan(15);
});
