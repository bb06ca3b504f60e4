/** The bytes that a text in base64 stands for. */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

/** A `.npy` file of version 1.0 with this header, exactly as it is, and these elements. */
export function npyOf(header: string, elements: Uint8Array | number[] = []): Uint8Array {
  const bytes = Uint8Array.from([
    0x93,
    ...[...'NUMPY'].map((char) => char.charCodeAt(0)),
    1,
    0,
    0,
    0,
    ...[...header].map((char) => char.charCodeAt(0)),
    ...elements,
  ]);
  new DataView(bytes.buffer).setUint16(8, header.length, true);
  return bytes;
}
