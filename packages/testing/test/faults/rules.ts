import { DTypeError, OptionError, ShapeError, type Tensor, tensor } from '@hml/tensor';
import { storageOf } from '@hml/tensor/extend';
import {
  adjoint,
  aliased,
  broadcast,
  definition,
  derivativeLayouts,
  differences,
  equation,
  everyLayout,
  type Fault,
  linear,
  nothing,
  onOne,
  primitiveSquare,
  refuses,
  second,
  specials,
  square,
  squared,
  squareKernel,
  takes,
  traced,
  untouched,
} from './fault.ts';

/** |x|, written back into the input: the right answer at the wrong place. */
function absInPlace([x]: readonly Tensor[]): Tensor {
  const data = storageOf(x);
  for (let i = 0; i < data.length; i++) data[i] = Math.abs(data[i]);
  return x.like(x.toTypedArray(), x.shape, x.dtype);
}

function notZero(one: number): (inputs: readonly Tensor[]) => Tensor {
  return ([x]) =>
    x.like(
      Uint8Array.from(x.toTypedArray(), (v) => (v === 0 ? 0 : one)),
      x.shape,
      'bool',
    );
}

function refuseFloat32(error: Error): (inputs: readonly Tensor[]) => Tensor {
  return ([x]) => {
    if (x.dtype === 'float32') throw error;
    return squared(x);
  };
}

let calls = 0;
const healthy = square(squareKernel);

/** Declarations that say one thing and do another, and errors that do not teach. */
export const ruleFaults: readonly Fault[] = [
  {
    name: 'a rule that announces another dtype',
    spec: { cases: onOne(primitiveSquare({ infer: ([x]) => ({ shape: x.shape, dtype: 'float32' }) })), dtypes: ['float32'] },
    fails: [traced],
    says: /traced shape and dtype/,
  },
  {
    name: 'a rule that announces another shape',
    spec: { cases: onOne(primitiveSquare({ infer: ([x]) => ({ shape: [x.size], dtype: x.dtype }) })), dtypes: [] },
    fails: [traced],
  },
  {
    name: 'an op that remembers its last call',
    spec: {
      cases: onOne(primitiveSquare({ run: ([x]) => squared(x).mul(calls++ % 2 === 0 ? 1 : 3) })),
      dtypes: [],
      specials: false,
      derivative: false,
    },
    fails: [definition, traced, everyLayout],
  },
  {
    name: 'an op that writes into its input',
    spec: { cases: onOne(primitiveSquare({ run: absInPlace, definition: (index, [x]) => Math.abs(x(...index)) })), derivative: false },
    fails: [untouched],
  },
  {
    name: 'a bool that is 2',
    spec: {
      cases: onOne(
        primitiveSquare({
          infer: ([x]) => ({ shape: x.shape, dtype: 'bool' }),
          run: notZero(2),
          definition: (index, [x]) => Number(x(...index) !== 0),
        }),
      ),
    },
    fails: [definition, takes('float32'), takes('int32'), takes('uint8'), takes('bool'), specials],
    says: /got 2, expected 1/,
  },
  {
    name: 'an op that stumbles over an empty tensor',
    spec: {
      cases: onOne(
        primitiveSquare({
          run: ([x]) => {
            if (x.size === 0) throw new RangeError('nothing there');
            return squared(x);
          },
        }),
      ),
    },
    fails: [
      definition,
      traced,
      everyLayout,
      untouched,
      takes('float32'),
      takes('int32'),
      takes('uint8'),
      takes('bool'),
      specials,
      differences,
      adjoint,
      second,
      linear,
      nothing,
      derivativeLayouts,
      broadcast,
      aliased,
    ],
  },
  {
    name: 'an op that breaks on float32 instead of refusing it',
    spec: { cases: onOne(primitiveSquare({ run: refuseFloat32(new TypeError('float32?')) })) },
    fails: [takes('float32')],
  },
  {
    name: 'an op that refuses float32 with an error about shapes',
    spec: {
      cases: onOne(primitiveSquare({ run: refuseFloat32(new ShapeError({ where: 'square', what: 'no', expected: 'a', got: 'b' })) })),
    },
    fails: [takes('float32')],
  },
  {
    name: 'an answer that does not solve its equation',
    spec: {
      cases: onOne((x) => healthy(x).add(1e-9)),
      residual: (y, x) => y.sub(x.mul(x)),
    },
    fails: [equation],
  },
  {
    name: 'errors that do not teach',
    spec: {
      cases: onOne(healthy),
      invalid: [
        [() => healthy(tensor([1])), ShapeError],
        [() => fail(new DTypeError({ where: 'square', what: 'no number', expected: 'numbers', got: 'text' })), ShapeError],
        [() => fail(new TypeError('no number')), DTypeError],
        [() => fail(new OptionError({ where: 'square', what: 'no such option', expected: 'slope', got: '' })), OptionError],
        [() => fail(new OptionError({ where: 'square', what: 'no such option', expected: 'slope', got: 'slop' })), OptionError],
      ],
    },
    fails: [refuses(1, 'ShapeError'), refuses(2, 'ShapeError'), refuses(3, 'DTypeError'), refuses(4, 'OptionError')],
    says: /the error's got/,
  },
  {
    name: 'a composition that is not what its cases refer to',
    spec: {
      cases: (draw) => {
        const slope = draw.integer(2, 3);
        return { inputs: [draw.tensor({ minSide: 1, min: 1 })], call: (x) => x.mul(slope).add(1), reference: (x) => x.mul(slope) };
      },
    },
    fails: [definition],
    says: /off by 1/,
  },
];

function fail(error: Error): never {
  throw error;
}
