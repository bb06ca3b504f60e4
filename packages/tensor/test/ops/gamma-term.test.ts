import { describeOp } from '@hml/testing';
import { gammaTerm } from '../../src/ops/gamma-term.ts';

describeOp('gammaTerm', {
  cases: (draw) => {
    const [a, x, r] = draw.broadcastable(3);
    return {
      inputs: [
        draw.tensor({ shape: a, min: 0.3, max: 12 }),
        draw.tensor({ shape: x, min: 0.1, max: 9 }),
        draw.tensor({ shape: r, min: 0.2, max: 3 }),
      ],
      call: (shape, value, factor) => gammaTerm(shape, value, factor),
    };
  },
  tolerance: { rtol: 1e-12, atol: 1e-12 },
  dtypes: ['float32'],
  specials: false, // the definition holds for positive numbers of ordinary size
});
