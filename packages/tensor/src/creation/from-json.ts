import { allocate, type DType, dtypes, holds, isDType, isFloat } from '../dtype.ts';
import { DataError } from '../errors.ts';
import { type Shape, sizeOf } from '../shape.ts';
import { Tensor } from '../tensor.ts';
import { describeValue } from '../text.ts';

/** The head of the format, which must be there as it is. */
const head = { hml: 1, kind: 'Tensor', version: 1 };

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
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new DataError({
      where: 'fromJSON',
      what: 'not a saved tensor',
      expected: "{ hml: 1, kind: 'Tensor', version: 1, dtype, shape, data }",
      got: describeValue(json),
      fix: typeof json === 'string' ? 'fromJSON(JSON.parse(text))' : undefined,
    });
  }
  const fields = new Map<string, unknown>(Object.entries(json));
  for (const [name, expected] of Object.entries(head))
    if (fields.get(name) !== expected) throw wrongField(name, describeValue(expected), fields.get(name));
  for (const [name, value] of fields)
    if (!Object.hasOwn(head, name) && !['dtype', 'shape', 'data'].includes(name)) throw wrongField(name, 'no such field', value);
  const dtype = fields.get('dtype');
  if (!isDType(dtype)) throw wrongField('dtype', dtypes.join(', '), dtype);
  const shape = readShape(fields.get('shape'));
  return new Tensor(readData(fields.get('data'), dtype, shape), shape, dtype);
}

function readShape(value: unknown): Shape {
  if (Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0 && !Object.is(n, -0))) return Object.freeze([...value]);
  throw wrongField('shape', 'an array of whole numbers ≥ 0', value);
}

function readData(value: unknown, dtype: DType, shape: Shape): ReturnType<typeof allocate> {
  if (!Array.isArray(value) || value.length !== sizeOf(shape)) throw wrongField('data', `an array of ${sizeOf(shape)}`, value);
  const storage = allocate(dtype, value.length);
  for (let i = 0; i < value.length; i++) storage[i] = readNumber(value[i], dtype, `data[${i}]`);
  return storage;
}

/** Floating types have four values that JSON's numbers cannot say; they come as texts. */
function readNumber(value: unknown, dtype: DType, name: string): number {
  const special = value === 'NaN' || value === 'Infinity' || value === '-Infinity' || value === '-0';
  if (isFloat(dtype) && special) return Number(value);
  if (typeof value === 'number' && Number.isFinite(dtype === 'float32' ? Math.fround(value) : value) && holds(dtype, value)) return value;
  throw wrongField(name, `a value of ${dtype}`, value);
}

function wrongField(name: string, expected: string, value: unknown): DataError {
  return new DataError({ where: 'fromJSON', what: `field '${name}' of the saved tensor is wrong`, expected, got: describeValue(value) });
}
