import { allocate } from '../dtype.ts';
import { readDType, readNumbers, readShape, type Saved, savedFields } from '../saved.ts';
import { sizeOf } from '../shape.ts';
import { Tensor } from '../tensor.ts';

const saved: Saved = { where: 'fromJSON', kind: 'Tensor', noun: 'tensor', fields: ['dtype', 'shape', 'data'] };

/**
 * The tensor that `toJSON` saved, to the same bits.
 *
 * Believes nothing: only own fields count, none may be missing or unknown, the number of elements must be that of the shape, and each
 * element must be a value of its type. Nothing in the file decides how much memory is taken, and nothing in it is executed.
 *
 * @throws DataError unless `json` is a saved tensor of this version.
 * @example
 * import { fromJSON, tensor } from '@hml/tensor';
 * const text = JSON.stringify(tensor([[1, -0], [NaN, Infinity]]));
 * fromJSON(JSON.parse(text)).toArray() // [[1, -0], [NaN, Infinity]]
 * fromJSON({ shape: [2], data: [1, 2] }) // throws DataError
 */
export function fromJSON(json: unknown): Tensor {
  const fields = savedFields(saved, json);
  const dtype = readDType(saved, fields.get('dtype'));
  const shape = readShape(saved, fields.get('shape'));
  const data = readNumbers(saved, 'data', fields.get('data'), dtype, sizeOf(shape), (length) => allocate(dtype, length));
  return new Tensor(data, shape, dtype);
}
