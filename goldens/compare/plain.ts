import { isObject, isTensorJson, type Json, type JsonObject, type TensorJson } from '../json.ts';

/** What is known of a result beside its values: the shape, and the element type where the value carries one. */
export interface Form {
  readonly shape: readonly number[];
  /** Undefined for JavaScript numbers and lists, which carry no element type. */
  readonly dtype: string | undefined;
}

interface TensorLike {
  readonly shape: readonly number[];
  readonly dtype: string;
  toTypedArray(): ArrayLike<number>;
}

const dtypeNames = new Map<string, string>([
  ['Float64Array', 'float64'],
  ['Float32Array', 'float32'],
  ['Int32Array', 'int32'],
  ['Uint8Array', 'uint8'],
]);

/** True for a tensor, of whichever copy of the package. */
export function isTensorLike(value: unknown): value is TensorLike {
  return (
    typeof value === 'object' &&
    value !== null &&
    'shape' in value &&
    'dtype' in value &&
    'toTypedArray' in value &&
    typeof value.toTypedArray === 'function'
  );
}

/** Brings a result of ours, whatever it is made of, into nested lists of plain values. */
export function plain(value: unknown): Json {
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value;
  if (isTensorLike(value)) return nest(elements(value.toTypedArray(), value.dtype), value.shape);
  if (ArrayBuffer.isView(value)) return Array.from(typedArray(value));
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, entry]) => [String(key), plain(entry)]));
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return null;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plain(entry)]));
}

/** Brings an expected value into the same nested lists: tensors become nested, everything else is plain already. */
export function plainExpected(value: Json): Json {
  return isTensorJson(value) ? nest(elements(value.data, value.dtype), value.shape) : value;
}

/** Shape and element type of a result; undefined where it is neither a tensor, a list nor a scalar. */
export function formOf(value: unknown): Form | undefined {
  if (isTensorLike(value)) return { shape: value.shape, dtype: value.dtype };
  if (ArrayBuffer.isView(value)) return { shape: [typedArray(value).length], dtype: dtypeNames.get(value.constructor.name) };
  if (typeof value === 'boolean') return { shape: [], dtype: 'bool' };
  if (typeof value === 'number') return { shape: [], dtype: undefined };
  if (!Array.isArray(value)) return undefined;
  const inner = formOf(value[0]);
  return { shape: [value.length, ...(inner?.shape ?? [])], dtype: undefined };
}

/** True for an object whose entries are tensors, such as the gradients of a case. */
export function isTensorRecord(value: Json): value is JsonObject & Record<string, TensorJson> {
  return isObject(value) && !isTensorJson(value) && Object.values(value).length > 0 && Object.values(value).every(isTensorJson);
}

function typedArray(view: ArrayBufferView): ArrayLike<number> {
  if (view instanceof Float64Array || view instanceof Float32Array || view instanceof Int32Array) return view;
  if (view instanceof Uint8Array || view instanceof Int8Array || view instanceof Uint8ClampedArray) return view;
  if (view instanceof Int16Array || view instanceof Uint16Array || view instanceof Uint32Array) return view;
  return Array.from({ length: 0 });
}

function elements(data: ArrayLike<number | boolean>, dtype: string): (number | boolean)[] {
  return Array.from(data, (value) => (dtype === 'bool' ? Boolean(value) : Number(value)));
}

function nest(data: readonly Json[], shape: readonly number[]): Json {
  const [length, ...rest] = shape;
  if (length === undefined) return data[0] ?? null;
  const stride = rest.reduce((product, side) => product * side, 1);
  return Array.from({ length }, (_, i) => nest(data.slice(i * stride, (i + 1) * stride), rest));
}
