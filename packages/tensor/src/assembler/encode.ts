// The binary format of WebAssembly: little-endian numbers of variable length (LEB128), and sections that know their size.
// Source: WebAssembly Core Specification, chapter 5, "Binary Format".

/** A non-negative whole number: seven bits a byte, the lowest first, the high bit says that more follow. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return [...bytes, rest];
}

/** A whole number of 32 bits with its sign: as {@link unsigned}, until what is left is the sign alone. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (; rest < -64 || rest > 63; rest >>= 7) bytes.push((rest & 127) | 128);
  return [...bytes, rest & 127];
}

/** A list: how many items, then the items. */
export function list(items: readonly (readonly number[])[]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

/** Bytes with their number in front. */
export function sized(bytes: readonly number[]): number[] {
  return [...unsigned(bytes.length), ...bytes];
}

/** A name. Ours are ASCII, one byte a letter. */
export function text(name: string): number[] {
  return sized([...name].map((letter) => letter.charCodeAt(0)));
}

/** A section of a module. */
export function section(id: number, content: readonly number[]): number[] {
  return [id, ...sized(content)];
}
