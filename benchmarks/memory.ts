// Resident memory over calls of mixed shapes: node benchmarks/memory.ts [--calls 100000].
import { parseArgs } from 'node:util';
import { add, exp, matmul, softmax, sum, type Tensor, transpose, wrap } from '@hml/tensor';
import { enginePath } from '@hml/tensor/extend';
import { gram, pairwiseSquaredDistances } from '@hml/tensor/kernels';
import { printResident } from './resident.ts';

const { values } = parseArgs({ options: { calls: { type: 'string', default: '100000' } } });
const calls = Number(values.calls);

/** A matrix whose sides differ from call to call. */
function matrix(call: number, type: typeof Float32Array | typeof Float64Array): Tensor {
  const [m, n] = [1 + ((call * 7) % 97), 1 + ((call * 11) % 89)];
  return wrap(new type(m * n).fill(0.5), [m, n]);
}

const ops: readonly ((x: Tensor) => unknown)[] = [
  (x) => add(x, x),
  (x) => exp(x),
  (x) => matmul(x, transpose(x)),
  (x) => sum(x, 0),
  (x) => softmax(x),
  (x) => add(x, transpose(x).slice([0, 1], [0, 1])),
  (x) => gram(Float64Array.from(x.toTypedArray()), x.shape[1]),
  (x) => pairwiseSquaredDistances(new Float64Array(300), Float64Array.from(x.toTypedArray()), 1),
];

printResident(`${calls} calls on the path ${enginePath()}`, 'call', calls, (i) => {
  ops[i % ops.length](matrix(i, i % 16 < 8 ? Float32Array : Float64Array));
});
