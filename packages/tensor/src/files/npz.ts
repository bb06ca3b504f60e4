import { isTensor } from '../base.ts';
import { DataError, DTypeError, OptionError } from '../errors.ts';
import { withDefaults } from '../options.ts';
import { asTensor } from '../prepare.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { describeValue } from '../text.ts';
import { bytesOf, integersOf, type ReadNpyOptions, tensorIn, writeNpy } from './npy.ts';
import { wrong } from './npy-header.ts';
import { type Member, membersOf, unpack, zipOf } from './zip.ts';

/** Options of {@link readNpz}. */
export interface ReadNpzOptions extends ReadNpyOptions {
  /** The tensors to read, in this order; other members are passed over, whatever they are. @defaultValue all there are */
  readonly names?: readonly string[] | undefined;
  /** How many bytes the arrays may take together, unpacked; from 0 on. @defaultValue 1073741824 (1 GiB) */
  readonly maxBytes?: number;
}

/**
 * The tensors in a `.npz` file, as NumPy's `savez` and `savez_compressed` write it, by their names.
 *
 * Dtypes and checks of each member as for {@link readNpy}. Members may be stored or deflated, which the platform's `DecompressionStream` undoes: hence the
 * promise. Believes nothing: members may not overlap, no more is inflated than the directory declares and `maxBytes` allows, and every checksum is
 * compared. A deflated member takes the memory that it declares, at most 1032 times its bytes in the file, and once: what lies there becomes the
 * tensor where its type and order of bytes are. Directories among the members are passed over. Directories of zip64 (4 GiB and more) are refused; the zip64 fields that NumPy writes in front of small members are not needed.
 *
 * @throws DataError for a file that is cut off, damaged, encrypted, too large or no `.npz` file, and as {@link readNpy}, with the member; DTypeError for
 * what are no bytes; OptionError for options that do not exist, and for `names` that the file does not have.
 * @example
 * import { tensor } from '@hml/tensor';
 * import { readNpz, writeNpz } from '@hml/tensor/files';
 * const file = writeNpz({ x: tensor([1, 2]), y: tensor([[true]]) });
 * const arrays = await readNpz(file);
 * Array.from(arrays.keys()) // ['x', 'y']
 * arrays.get('x')?.toArray() // [1, 2]
 * Array.from((await readNpz(file, { names: ['y'] })).keys()) // ['y']
 */
export async function readNpz(file: Uint8Array | ArrayBuffer, options?: ReadNpzOptions): Promise<ReadonlyMap<string, Tensor>> {
  const { maxBytes, integers, names } = withDefaults('readNpz', { maxBytes: 2 ** 30, integers: 'int32', names: undefined }, options);
  const kind = integersOf('readNpz', { integers });
  if (!Number.isSafeInteger(maxBytes) || maxBytes < 0) {
    throw new OptionError({ where: 'readNpz', what: 'maxBytes', expected: 'a whole number ≥ 0', got: String(maxBytes) });
  }
  const members = picked(membersOf('readNpz', bytesOf('readNpz', file)), names);
  const total = members.reduce((sum, { size }) => sum + size, 0);
  if (total > maxBytes) throw wrong('readNpz', 'too large when unpacked', `at most ${maxBytes} bytes`, `${total}`, 'maxBytes allows more');
  const tensors = new Map<string, Tensor>();
  for (const member of members) {
    const name = withoutSuffix(member.name);
    if (name === member.name || tensors.has(name)) {
      throw wrong('readNpz', 'a member that is no array, or is there twice', "names that end in '.npy', each once", `'${member.name}'`);
    }
    const bytes = await unpack('readNpz', member);
    tensors.set(
      name,
      ofMember(member.name, () => tensorIn('readNpz', bytes, kind, member.deflated)),
    );
  }
  return tensors;
}

/** The members of these names, or all but directories, which hold nothing themselves. */
function picked(all: readonly Member[], names: readonly string[] | undefined): readonly Member[] {
  const members = all.filter(({ name, size }) => !name.endsWith('/') || size > 0);
  if (names === undefined) return members;
  if (!Array.isArray(names))
    throw new OptionError({ where: 'readNpz', what: 'names', expected: 'a list of names', got: describeValue(names) });
  return [...new Set(names)].flatMap((name) => {
    const found = members.filter((member) => member.name === `${name}.npy`);
    return found.length > 0 ? found : noMember(name, members);
  });
}

function noMember(name: unknown, members: readonly Member[]): never {
  const known = members.map((member) => withoutSuffix(member.name));
  const expected =
    known.length === 0 ? 'no names: the file is empty' : `one of ${known.slice(0, 20).join(', ')}${known.length > 20 ? ', …' : ''}`;
  throw new OptionError({ where: 'readNpz', what: 'a name that the file does not have', expected, got: describeValue(name) });
}

function withoutSuffix(name: string): string {
  return name.replace(/\.npy$/, '');
}

/** What `read` gives; errors say of which member. */
function ofMember(name: string, read: () => Tensor): Tensor {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    const fix = `${error.fix === undefined ? '' : `${error.fix}; `}the option names leaves members out`;
    throw new DataError({ ...error, what: `member '${name}': ${error.what}`, fix });
  }
}

/**
 * Tensors as the bytes of a `.npz` file, which NumPy's `load` reads.
 *
 * Each is stored as {@link writeNpy} gives it, in the order in which they come, not deflated. The same tensors give the same bytes.
 *
 * @throws OptionError for a name that is empty, longer than zip can say, with a zero in it or not Unicode; DataError when there are 65535 tensors or more, or 4 GiB; DTypeError for what is no tensor.
 * @example
 * import { tensor } from '@hml/tensor';
 * import { writeNpz } from '@hml/tensor/files';
 * String.fromCharCode(...writeNpz({ x: tensor([1, 2]) }).subarray(0, 2)) // 'PK'
 */
export function writeNpz(tensors: Readonly<Record<string, TensorLike>> | ReadonlyMap<string, TensorLike>): Uint8Array<ArrayBuffer> {
  if (typeof tensors !== 'object' || tensors === null || isTensor(tensors)) {
    const expected = 'a record or a Map of tensors';
    throw new DTypeError({ where: 'writeNpz', what: 'no tensors by name', expected, got: describeValue(tensors) });
  }
  const entries = tensors instanceof Map ? [...tensors] : Object.entries(tensors);
  const members = entries.map(([name, x]) => {
    checkName(name);
    return { name: `${name}.npy`, bytes: writeNpy(asTensor('writeNpz', x)) };
  });
  const size = members.reduce((sum, { name, bytes }) => sum + bytes.length + 76 + 6 * name.length, 22);
  if (members.length >= 65535 || size >= 2 ** 32 - 1) {
    throw wrong('writeNpz', 'too large', 'fewer than 65535 tensors and less than 4 GiB', `${members.length} tensors, about ${size} bytes`);
  }
  return zipOf(members);
}

/** Refuses names that would not come back: zip gives their length in 16 bits, UTF-8 has no halves of characters, and to many readers 0 ends a name. */
function checkName(name: unknown): asserts name is string {
  const bytes = typeof name === 'string' ? new TextEncoder().encode(name).length : 0;
  if (typeof name === 'string' && bytes > 0 && bytes + 4 < 2 ** 16 && !/\p{Surrogate}/u.test(name) && !name.includes('\0')) return;
  const expected = 'a text of 1 to 65531 bytes in UTF-8, none of them 0';
  throw new OptionError({ where: 'writeNpz', what: 'a name', expected, got: bytes + 4 < 2 ** 16 ? describeValue(name) : `${bytes} bytes` });
}
