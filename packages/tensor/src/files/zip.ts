import { crc32 } from './crc32.ts';
import { wrong } from './npy-header.ts';

/** A file in a zip file. */
export interface Member {
  readonly name: string;
  /** Whether its bytes are deflated; else they are stored as they are. */
  readonly deflated: boolean;
  readonly crc: number;
  /** Its bytes in the zip file. */
  readonly packed: Uint8Array;
  /** How many bytes it has, says the directory. */
  readonly size: number;
}

/** No byte of deflated data stands for more than this. */
const highestRatio = 1032;

/** The members of a zip file by its central directory: what does not add up, or is not needed for arrays, is refused. */
export function membersOf(where: string, bytes: Uint8Array): readonly Member[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(where, view);
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (count === 0xffff || start === 0xffffffff || view.getUint32(end + 12, true) === 0xffffffff) throw zip64(where);
  if (view.getUint32(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count) {
    throw wrong(where, 'a zip file in several parts', 'one file', 'a part');
  }
  if (start + view.getUint32(end + 12, true) !== end)
    throw wrong(where, 'the directory of the zip file', `to end at byte ${end}`, `start at ${start}`);
  const members: Member[] = [];
  let at = start;
  let free = 0; // members lie one after the other: two of them cannot share bytes
  for (let k = 0; k < count; k++) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50)
      throw wrong(where, 'the directory of the zip file', `${count} entries`, `${k}`);
    const lengths = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    const next = at + 46 + lengths[0] + lengths[1] + lengths[2];
    if (next > end) throw wrong(where, 'the directory of the zip file', `${count} entries`, `${k}, and one that is cut off`);
    const name = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(at + 46, at + 46 + lengths[0]));
    const from = dataOf(where, view, at, name, free, start);
    free = from + view.getUint32(at + 20, true);
    if (free > start) throw wrong(where, `member '${name}' of the zip file`, `at most ${start - from} bytes`, `${free - from}`);
    members.push(entryAt(where, view, at, name, bytes.subarray(from, free)));
    at = next;
  }
  if (at !== end) throw wrong(where, 'the directory of the zip file', `${count} entries`, 'more bytes than they take');
  return members;
}

/** Where the end record lies: at the end of the file, before a comment that fills the rest of it. */
function endOf(where: string, view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--) {
    if (view.getUint32(at, true) === 0x06054b50 && at + 22 + view.getUint16(at + 20, true) === view.byteLength) return at;
  }
  throw wrong(where, 'not a .npz file', 'a zip file, with its end record', `${view.byteLength} bytes without one`);
}

/** Where the bytes of a member begin: behind its own header, which the directory points to. */
function dataOf(where: string, view: DataView, at: number, name: string, free: number, end: number): number {
  const header = view.getUint32(at + 42, true);
  if (header === 0xffffffff) throw zip64(where);
  if (header < free || header + 30 > end || view.getUint32(header, true) !== 0x04034b50) {
    throw wrong(where, `member '${name}' of the zip file`, 'a header of its own, behind that of the one before', `byte ${header}`);
  }
  const from = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
  if (from > end) throw wrong(where, `member '${name}' of the zip file`, `to begin before byte ${end}`, `byte ${from}`);
  return from;
}

function entryAt(where: string, view: DataView, at: number, name: string, packed: Uint8Array): Member {
  const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
  const size = view.getUint32(at + 24, true);
  if (view.getUint32(at + 20, true) === 0xffffffff || size === 0xffffffff) throw zip64(where);
  if (flags & 1) throw wrong(where, `member '${name}' of the zip file`, 'no encryption', 'encrypted');
  if (method !== 0 && method !== 8)
    throw wrong(where, `member '${name}' of the zip file`, 'stored (0) or deflated (8)', `method ${method}`);
  const most = method === 0 ? packed.length : packed.length * highestRatio;
  if (size > most || (method === 0 && size < most)) {
    throw wrong(
      where,
      `member '${name}' of the zip file`,
      `${method === 0 ? '' : 'at most '}${most} bytes for ${packed.length}`,
      `${size}`,
    );
  }
  return { name, deflated: method === 8, crc: view.getUint32(at + 16, true), packed, size };
}

function zip64(where: string): ReturnType<typeof wrong> {
  return wrong(where, 'a zip64 directory', 'less than 4 GiB and 65535 members', 'zip64', 'save the arrays in several files, or as .npy');
}

/** The bytes of a member, whose number and checksum are checked. */
export async function unpack(where: string, member: Member): Promise<Uint8Array> {
  const { name, deflated, packed, crc } = member;
  const bytes = deflated ? await inflate(where, member) : packed;
  if (crc32(bytes) !== crc) throw wrong(where, `member '${name}' of the zip file is damaged`, `checksum ${crc}`, `${crc32(bytes)}`);
  return bytes;
}

/** Into an array of the size that the directory says, and not more: what goes on after that is not read. */
async function inflate(where: string, { name, packed, size }: Member): Promise<Uint8Array> {
  const bytes = roomFor(where, name, size);
  let length = 0;
  const reader = new Blob([new Uint8Array(packed)]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  try {
    for (let next = await reader.read(); !next.done && length <= size; next = await reader.read()) {
      if (length < size) bytes.set(next.value.subarray(0, size - length), length);
      length += next.value.length;
    }
  } catch (error) {
    throw wrong(
      where,
      `member '${name}' of the zip file cannot be inflated`,
      'deflated data',
      error instanceof Error ? error.message : String(error),
    );
  }
  if (length > size) await reader.cancel();
  if (length !== size) throw wrong(where, `member '${name}' of the zip file`, `${size} bytes`, length > size ? 'more' : `${length}`);
  return bytes;
}

function roomFor(where: string, name: string, size: number): Uint8Array {
  try {
    return new Uint8Array(size);
  } catch {
    throw wrong(where, `member '${name}' of the zip file is too large`, 'bytes that memory has room for', `${size}`);
  }
}

/** A zip file with these members, stored as they are. */
export function zipOf(members: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Uint8Array<ArrayBuffer> {
  const names = members.map(({ name }) => new TextEncoder().encode(name));
  const directory = names.reduce((total, name) => total + 46 + name.length, 0);
  const start = members.reduce((total, { bytes }, k) => total + 30 + names[k].length + bytes.length, 0);
  const file = new Uint8Array(start + directory + 22);
  const view = new DataView(file.buffer);
  let at = 0;
  let entry = start;
  members.forEach(({ bytes }, k) => {
    const crc = crc32(bytes);
    view.setUint32(entry, 0x02014b50, true);
    view.setUint16(entry + 4, 20, true);
    view.setUint32(entry + 42, at, true);
    view.setUint32(at, 0x04034b50, true);
    for (const common of [entry + 6, at + 4]) {
      view.setUint16(common, 20, true); // the version that is needed: 2.0
      view.setUint16(common + 2, 0x0800, true); // names are UTF-8
      view.setUint16(common + 8, 33, true); // 1 January 1980, where zip's calendar begins: the same tensors give the same bytes
      view.setUint32(common + 10, crc, true);
      view.setUint32(common + 14, bytes.length, true);
      view.setUint32(common + 18, bytes.length, true);
      view.setUint16(common + 22, names[k].length, true);
    }
    file.set(names[k], entry + 46);
    file.set(names[k], at + 30);
    file.set(bytes, at + 30 + names[k].length);
    entry += 46 + names[k].length;
    at += 30 + names[k].length + bytes.length;
  });
  view.setUint32(entry, 0x06054b50, true);
  view.setUint16(entry + 8, members.length, true);
  view.setUint16(entry + 10, members.length, true);
  view.setUint32(entry + 12, directory, true);
  view.setUint32(entry + 16, start, true);
  return file;
}
