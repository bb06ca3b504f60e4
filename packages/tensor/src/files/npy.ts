import type { DType } from '../dtype.ts';
import { copyOf } from '../elementwise.ts';
import { DTypeError, OptionError } from '../errors.ts';
import { transpose } from '../ops/transpose.ts';
import { withDefaults } from '../options.ts';
import { asTensor } from '../prepare.ts';
import { Tensor, type TensorLike } from '../tensor.ts';
import { describeValue } from '../text.ts';
import { readElements, readingOf } from './elements.ts';
import { readNpyHeader, writeNpyHeader, wrong } from './npy-header.ts';

/** Options of {@link readNpy} and {@link readNpz}. */
export interface ReadNpyOptions {
  /** What becomes of integers other than uint8: `'int32'`, or `'float64'`, which holds whole numbers up to $2^{53} - 1$. @defaultValue 'int32' */
  readonly integers?: 'int32' | 'float64';
}

/**
 * The tensor in a `.npy` file, as NumPy's `save` writes it.
 *
 * Dtype: float64, float32, uint8 and bool stay; float16 and bfloat16 become float32, the other integers int32, or float64 where asked for, each element
 * checked. Both orders of bytes, both orders of axes, versions 1 to 3 of the format. Believes nothing: the header is read by a parser of
 * its own, the elements must fill the file to its end, and no more memory is taken than the file warrants. bfloat16 is written by NumPy as `'<V2'`.
 *
 * @throws DataError for a file that is cut off, too long or no `.npy` file, for element types that no tensor has (objects are never unpickled),
 * and for a value that the dtype cannot hold, with its place; DTypeError for what are no bytes; OptionError for another option.
 * @see NEP 1, "A simple file format for NumPy arrays".
 * @example
 * import { tensor } from '@hml/tensor';
 * import { readNpy, writeNpy } from '@hml/tensor/files';
 * readNpy(writeNpy(tensor([[1, 2], [3, 4]]))).toArray() // [[1, 2], [3, 4]]
 * readNpy(new Uint8Array([80, 75])) // throws DataError: not a .npy file
 */
export function readNpy(file: Uint8Array | ArrayBuffer, options?: ReadNpyOptions): Tensor {
  return tensorIn('readNpy', bytesOf('readNpy', file), integersOf('readNpy', options), false);
}

/** The tensor in the bytes of a `.npy` file, on behalf of the function `where`. Bytes that are `ours` may become its elements, without a copy. */
export function tensorIn(where: string, bytes: Uint8Array, integers: 'int32' | 'float64', ours: boolean): Tensor {
  const { descr, fortranOrder, shape, start } = readNpyHeader(where, bytes);
  const { reading } = readingOf(where, descr);
  const size = shape.reduce((product, n) => product * n, 1);
  const around = shape.reduce((product, n) => product * (n || 1), 1);
  if (size === 0 && around >= 2 ** 32)
    throw wrong(where, 'an empty array that large', 'other sizes whose product is below 2^32', `[${shape}]`);
  if (size * reading.bytes !== bytes.length - start) {
    throw wrong(
      where,
      'shape and length of the file differ',
      `${size * reading.bytes} bytes for [${shape}] of '${descr}'`,
      `${bytes.length - start} bytes`,
    );
  }
  const { data, dtype } = readElements(where, bytes, start, size, descr, integers, ours);
  const own = Object.freeze(fortranOrder ? shape.toReversed() : [...shape]);
  const x = new Tensor(data, own, dtype);
  return fortranOrder ? transpose(x) : x;
}

/** What each dtype is called in a header. */
const descrs: Readonly<Record<DType, string>> = { float64: '<f8', float32: '<f4', int32: '<i4', uint8: '|u1', bool: '|b1' };

/**
 * A tensor as the bytes of a `.npy` file, which NumPy's `load` reads.
 *
 * Version 1.0 of the format, little-endian, row by row, the same bits; views are written as the elements they show.
 *
 * @throws DTypeError for what is no tensor.
 * @example
 * import { tensor } from '@hml/tensor';
 * import { writeNpy } from '@hml/tensor/files';
 * const bytes = writeNpy(tensor([1, 2, 3]));
 * bytes.length // 152 — a header of 128 bytes, three elements of 8
 * String.fromCharCode(...bytes.subarray(1, 6)) // 'NUMPY'
 */
export function writeNpy(x: TensorLike): Uint8Array<ArrayBuffer> {
  const t = asTensor('writeNpy', x);
  const header = writeNpyHeader(descrs[t.dtype], t.shape);
  const data = copyOf(t);
  const bytes = new Uint8Array(header.length + data.byteLength);
  bytes.set(header);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), header.length); // every host of JavaScript is little-endian
  return bytes;
}

/** The bytes of a file, whatever holds them. */
export function bytesOf(where: string, file: Uint8Array | ArrayBuffer): Uint8Array {
  if (file instanceof Uint8Array) return file;
  if (file instanceof ArrayBuffer) return new Uint8Array(file);
  throw new DTypeError({ where, what: 'not the bytes of a file', expected: 'a Uint8Array or an ArrayBuffer', got: describeValue(file) });
}

/** What integers become, after a check of the options. */
export function integersOf(where: string, options: ReadNpyOptions | undefined): 'int32' | 'float64' {
  const { integers } = withDefaults(where, { integers: 'int32' }, options);
  if (integers === 'int32' || integers === 'float64') return integers;
  throw new OptionError({ where, what: 'integers', expected: "'int32' or 'float64'", got: describeValue(integers) });
}
