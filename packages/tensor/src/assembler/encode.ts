// The binary format of WebAssembly: little-endian numbers of variable length (LEB128), and sections that know their size.
// Source: WebAssembly Core Specification, chapter 5, "Binary Format".
//
// Arrays are joined by `concat`: a second `...` in a literal goes through an iterator, number by number, in code that runs once and
// so is never compiled; the first product of a process then waits several times as long.

import { whole } from './check.ts';

/** A non-negative whole number: seven bits a byte, the lowest first, the high bit says that more follow. What users give of them are offsets. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = whole('offset', value);
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  bytes.push(rest);
  return bytes;
}

/** The integer of these 32 bits, which may be given with a sign or without. */
export function int32(value: number): number {
  return whole('integer of 32 bits', value, undefined, -(2 ** 31)) | 0;
}

/** A whole number of 32 bits with its sign: as {@link unsigned}, until what is left is the sign alone. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = int32(value);
  for (; rest < -64 || rest > 63; rest >>= 7) bytes.push((rest & 127) | 128);
  bytes.push(rest & 127);
  return bytes;
}

/** A list: how many items, then the items. */
export function list(items: readonly (readonly number[])[]): number[] {
  return unsigned(items.length).concat(...items);
}

/** Bytes with their number in front. */
export function sized(bytes: readonly number[]): number[] {
  return unsigned(bytes.length).concat(bytes);
}

/** A name. Ours are ASCII, one byte a letter. */
export function text(name: string): number[] {
  return sized([...name].map((letter) => letter.charCodeAt(0)));
}

/** A section of a module. */
export function section(id: number, content: readonly number[]): number[] {
  return [id].concat(sized(content));
}
