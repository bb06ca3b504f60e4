import { DataError } from './errors.ts';

/** Element types, in promotion order from right to left: bool → uint8 → int32 → float32 → float64. */
export type DType = 'float64' | 'float32' | 'int32' | 'uint8' | 'bool';

/** The element types that hold fractions. */
export type FloatDType = 'float64' | 'float32';

/** The arrays that hold a tensor's elements; `bool` lies in a `Uint8Array` as 0 and 1. */
export type TypedArray = Float64Array | Float32Array | Int32Array | Uint8Array;

/** The array class that holds elements of type `D`. */
export type ArrayOf<D extends DType> = D extends 'float64'
  ? Float64Array
  : D extends 'float32'
    ? Float32Array
    : D extends 'int32'
      ? Int32Array
      : Uint8Array;

/** What one element of type `D` is in JavaScript. */
export type ValueOf<D extends DType> = D extends 'bool' ? boolean : number;

/** The type that holds both `A` and `B`: the one that comes later in bool → uint8 → int32 → float32 → float64. */
export type Promote<A extends DType, B extends DType> = [A] extends [B]
  ? A
  : 'float64' extends A | B
    ? 'float64'
    : 'float32' extends A | B
      ? 'float32'
      : 'int32' extends A | B
        ? 'int32'
        : 'uint8' extends A | B
          ? 'uint8'
          : 'bool';

/** The floating type that `D` computes in: itself if it is one, else float64. */
export type Floating<D extends DType> = D extends FloatDType ? D : 'float64';

/** The type of a sum over elements of type `D`: integers and bools are added up in int32. */
export type SumOf<D extends DType> = D extends FloatDType ? D : 'int32';

const order: Readonly<Record<DType, number>> = { bool: 0, uint8: 1, int32: 2, float32: 3, float64: 4 };

/** The five element types, the smallest first. */
export const dtypes: readonly DType[] = ['bool', 'uint8', 'int32', 'float32', 'float64'];

/** Whether `name` is one of the five element types. */
export function isDType(name: unknown): name is DType {
  return typeof name === 'string' && Object.hasOwn(order, name);
}

/** Whether elements of this type hold fractions. */
export function isFloat(dtype: DType): dtype is FloatDType {
  return dtype === 'float64' || dtype === 'float32';
}

/** The type that holds both. */
export function promote(a: DType, b: DType): DType {
  return order[a] >= order[b] ? a : b;
}

/** The floating type that `dtype` computes in. */
export function floating(dtype: DType): FloatDType {
  return dtype === 'float32' ? 'float32' : 'float64';
}

/** Bytes of an element. */
export function bytesOf(dtype: FloatDType): 4 | 8 {
  return dtype === 'float32' ? 4 : 8;
}

/** A fresh array of `size` zeros for elements of this type. Throws in the name of `where` when memory has no room for them. */
export function allocate(dtype: DType, size: number, where = 'tensor'): TypedArray {
  try {
    return inSheet(dtype, size) ?? blank(dtype, size);
  } catch {
    throw new DataError({ where, what: 'too large', expected: 'elements that memory has room for', got: `${size} of ${dtype}` });
  }
}

/** A small array of zeros in memory of its own, where `allocate` may let several share theirs: for arrays that users get as theirs. */
export function blank(dtype: DType, size: number): TypedArray {
  switch (dtype) {
    case 'float64':
      return new Float64Array(size);
    case 'float32':
      return new Float32Array(size);
    case 'int32':
      return new Int32Array(size);
    default:
      return new Uint8Array(size);
  }
}

// Up to 64 bytes, engines keep the elements of an array beside it; from there on memory of its own costs ten times as much as the
// array. So a few small arrays share a sheet of memory. Few, since an array that is kept keeps the whole sheet.
const [beside, largest, sheetBytes] = [64, 128, 1024];
let sheet = /* @__PURE__ */ new ArrayBuffer(0);
let taken = 0;

/** An array of fractions in memory of the sheet that nobody has had yet; undefined for other types and sizes. */
function inSheet(dtype: DType, size: number): TypedArray | undefined {
  const bytes = dtype === 'float64' ? 8 * size : dtype === 'float32' ? 4 * size : 0;
  if (bytes <= beside || bytes > largest) return undefined;
  let at = (taken + 7) & -8;
  if (at + bytes > sheet.byteLength) {
    sheet = new ArrayBuffer(sheetBytes);
    at = 0;
  }
  taken = at + bytes;
  return dtype === 'float64' ? new Float64Array(sheet, at, size) : new Float32Array(sheet, at, size);
}

/** The element type of an array: the one way back from `allocate`, with uint8 for `Uint8Array`. */
export function dtypeOf(array: TypedArray): DType {
  if (array instanceof Float64Array) return 'float64';
  if (array instanceof Float32Array) return 'float32';
  return array instanceof Int32Array ? 'int32' : 'uint8';
}

/** Whether `value` is one of the four kinds of arrays that can hold elements. */
export function isTypedArray(value: unknown): value is TypedArray {
  return value instanceof Float64Array || value instanceof Float32Array || value instanceof Int32Array || value instanceof Uint8Array;
}

/** Whether a JavaScript number can stand for an element of this type without being changed (float32 rounds, and may). */
export function holds(dtype: DType, value: number): boolean {
  switch (dtype) {
    case 'int32':
      return value === (value | 0);
    case 'uint8':
      return value === (value & 255);
    case 'bool':
      return value === 0 || value === 1;
    default:
      return true;
  }
}
