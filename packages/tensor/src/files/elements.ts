import { allocate, type DType, type TypedArray } from '../dtype.ts';
import type { DataError } from '../errors.ts';
import { wrong } from './npy-header.ts';

/** How the elements of a file are read: their size, the type of the tensor, and one element. */
interface Reading {
  readonly bytes: number;
  readonly dtype: DType;
  readonly read: (view: DataView, at: number, little: boolean) => number | bigint;
  /** Whether the bytes, in little-endian order, are those of the tensor. */
  readonly same?: boolean;
}

/** The types of numbers that NumPy writes, by kind and size, and what becomes of them here. */
const readings: Readonly<Record<string, Reading>> = {
  f8: { bytes: 8, dtype: 'float64', read: (view, at, little) => view.getFloat64(at, little), same: true },
  f4: { bytes: 4, dtype: 'float32', read: (view, at, little) => view.getFloat32(at, little), same: true },
  f2: { bytes: 2, dtype: 'float32', read: (view, at, little) => halfToNumber(view.getUint16(at, little)) },
  V2: { bytes: 2, dtype: 'float32', read: (view, at, little) => bfloat16ToNumber(view.getUint16(at, little)) },
  i8: { bytes: 8, dtype: 'int32', read: (view, at, little) => view.getBigInt64(at, little) },
  u8: { bytes: 8, dtype: 'int32', read: (view, at, little) => view.getBigUint64(at, little) },
  i4: { bytes: 4, dtype: 'int32', read: (view, at, little) => view.getInt32(at, little) },
  u4: { bytes: 4, dtype: 'int32', read: (view, at, little) => view.getUint32(at, little) },
  i2: { bytes: 2, dtype: 'int32', read: (view, at, little) => view.getInt16(at, little) },
  u2: { bytes: 2, dtype: 'int32', read: (view, at, little) => view.getUint16(at, little) },
  i1: { bytes: 1, dtype: 'int32', read: (view, at) => view.getInt8(at) },
  u1: { bytes: 1, dtype: 'uint8', read: (view, at) => view.getUint8(at), same: true },
  b1: { bytes: 1, dtype: 'bool', read: (view, at) => view.getUint8(at) },
};

/** How elements of this type are read: an order of bytes and a kind with its size, or the name of bfloat16. */
export function readingOf(where: string, descr: string): { readonly little: boolean; readonly reading: Reading } {
  if (descr === 'bfloat16') return { little: true, reading: readings.V2 };
  const [order, kind] = [descr[0], descr.slice(1)];
  if ('<>|='.includes(order) && Object.hasOwn(readings, kind)) return { little: order !== '>', reading: readings[kind] };
  throw wrong(
    where,
    'an element type that no tensor has',
    'floats of 2, 4 or 8 bytes, integers of 1 to 8, bool or bfloat16',
    `'${descr}'`,
    howToMend(kind),
  );
}

function howToMend(kind: string): string | undefined {
  if (kind.startsWith('O')) return 'objects are pickled Python, which is never executed here: save numbers';
  if (kind.startsWith('c')) return 'save real and imaginary parts apart';
  return /^[US]/.test(kind) ? 'texts are no numbers: save codes' : undefined;
}

/** The elements where they lie, of a type that the file has as it is. */
function viewOf(dtype: DType, buffer: ArrayBuffer, at: number, size: number): TypedArray {
  if (dtype === 'float64') return new Float64Array(buffer, at, size);
  return dtype === 'float32' ? new Float32Array(buffer, at, size) : new Uint8Array(buffer, at, size);
}

/** The elements from `start` on, in the order of the file; those of 8-byte integers only where the type of the result holds them. Bytes that are `ours` may become the data. */
export function readElements(
  where: string,
  bytes: Uint8Array,
  start: number,
  size: number,
  descr: string,
  wanted: 'int32' | 'float64',
  ours: boolean,
): { readonly data: TypedArray; readonly dtype: DType } {
  const { little, reading } = readingOf(where, descr);
  const dtype = reading.dtype === 'int32' ? wanted : reading.dtype;
  const at = bytes.byteOffset + start;
  if (ours && little && reading.same && at % reading.bytes === 0 && bytes.buffer instanceof ArrayBuffer) {
    return { data: viewOf(dtype, bytes.buffer, at, size), dtype };
  }
  const data = allocate(dtype, size, where);
  if (little && reading.same) {
    new Uint8Array(data.buffer, data.byteOffset, data.byteLength).set(bytes.subarray(start, start + data.byteLength));
    return { data, dtype };
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, size * reading.bytes);
  for (let i = 0; i < size; i++) {
    const exact = reading.read(view, i * reading.bytes, little);
    const value = Number(exact);
    data[i] = value;
    if (dtype === 'bool' ? value > 1 : dtype === 'int32' && data[i] !== value) throw cannotHold(where, dtype, exact, i);
    if (dtype === 'float64' && reading.dtype === 'int32' && !Number.isSafeInteger(value)) throw cannotHold(where, dtype, exact, i);
  }
  return { data, dtype };
}

function cannotHold(where: string, dtype: DType, value: number | bigint, at: number): DataError {
  const range = { int32: 'whole numbers from -2147483648 to 2147483647', float64: 'whole numbers up to 2^53 - 1', bool: '0 or 1' };
  const expected = dtype === 'int32' || dtype === 'float64' ? range[dtype] : range.bool;
  const fix =
    dtype === 'int32' && Number.isSafeInteger(Number(value)) ? "integers: 'float64' reads whole numbers up to 2^53 - 1" : undefined;
  return wrong(where, `a value that ${dtype} cannot hold`, expected, `${value} at element ${at}`, fix);
}

/** Sign, 5 bits of exponent, 10 bits of fraction. */
function halfToNumber(bits: number): number {
  const sign = bits >= 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}

/** The upper half of a float32. */
function bfloat16ToNumber(bits: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint16(0, bits);
  return view.getFloat32(0);
}
