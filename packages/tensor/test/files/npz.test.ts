import { DataError, DTypeError, OptionError, type Tensor, tensor, zeros } from '@hml/tensor';
import { readNpz, writeNpz } from '@hml/tensor/files';
import { SparseMatrix } from '@hml/tensor/sparse';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../src/files/crc32.ts';
import fixture from '../fixtures/files.json' with { type: 'json' };
import { fromBase64 } from './bytes.ts';

const stored = fromBase64(fixture.stored);
const deflated = fromBase64(fixture.deflated);
const scipySparse = fromBase64(fixture.sparse);

/** A copy with some bytes changed: at an offset behind the nth place where a signature stands. */
function changed(file: Uint8Array, signature: number, offset: number, ...bytes: number[]): Uint8Array {
  const copy = file.slice();
  const view = new DataView(copy.buffer);
  let at = 0;
  while (view.getUint32(at, true) !== signature) at++;
  copy.set(bytes, at + offset);
  return copy;
}

const [header, entry, end] = [0x04034b50, 0x02014b50, 0x06054b50];

describe('readNpz', () => {
  it('readNpz reads what NumPy stores and what it deflates', async () => {
    const plain = await readNpz(stored);
    expect([...plain.keys()]).toEqual(['x', 'n']);
    expect(plain.get('x')?.shape).toEqual([2, 3, 4]);
    expect(plain.get('n')?.toArray()).toBe(7);
    const packed = await readNpz(deflated);
    expect(packed.get('x')).toMatchObject({ shape: [50, 40], dtype: 'float64' });
    expect(packed.get('x')?.sum().item()).toBe(0);
    expect(packed.get('n')?.toArray()).toEqual([1, 2]);
  });

  it('readNpz reads back what writeNpz writes, names with signs of every kind among them', async () => {
    const tensors = {
      'ä/☃': tensor([1.5, -0]),
      '\uFEFFa': tensor([7]),
      __proto: tensor([[true]]),
      empty: zeros([0, 2]),
      n: tensor(3, { dtype: 'int32' }),
    };
    const back = await readNpz(writeNpz(tensors));
    expect([...back.keys()]).toEqual(Object.keys(tensors));
    for (const [name, x] of Object.entries<Tensor>(tensors)) {
      expect(back.get(name)?.dtype).toBe(x.dtype);
      expect(back.get(name)?.toArray()).toEqual(x.toArray());
    }
    expect((await readNpz(writeNpz(new Map([['__proto__', tensor([1])]])))).get('__proto__')?.toArray()).toEqual([1]);
    expect((await readNpz(writeNpz({}))).size).toBe(0);
  });

  const hostile: readonly (readonly [string, Uint8Array, RegExp])[] = [
    ['nothing', new Uint8Array(0), /not a .npz file/],
    ['bytes after the end', Uint8Array.from([...stored, 0]), /not a .npz file/],
    ['another number of members', changed(stored, end, 8, 3, 0, 3, 0), /directory/],
    ['fewer members than the directory holds', changed(stored, end, 8, 1, 0, 1, 0), /directory/],
    ['a file in parts', changed(stored, end, 8, 1, 0), /several parts/],
    ['a directory elsewhere', changed(stored, end, 16, 0, 0, 0, 0), /directory/],
    ['zip64', changed(stored, end, 16, 255, 255, 255, 255), /zip64/],
    ['zip64 in a member', changed(stored, entry, 24, 255, 255, 255, 255), /zip64/],
    ['encryption', changed(stored, entry, 8, 1, 0), /encrypt/],
    ['another method', changed(stored, entry, 10, 14, 0), /method 14/],
    ['a damaged byte', changed(stored, header, 200, 77), /damaged/],
    ['another checksum', changed(stored, entry, 16, 1, 2, 3, 4), /damaged/],
    ['another stored size', changed(stored, entry, 24, 1, 0, 0, 0), /member 'x.npy'/],
    ['a member beyond the directory', changed(stored, entry, 20, 255, 255, 255, 0), /member 'x.npy'/],
    ['a member without a header', changed(stored, entry, 42, 5, 0, 0, 0), /header of its own/],
    ['a header that reaches too far', changed(stored, header, 28, 255, 255), /member 'x.npy'/],
    ['a name that is no array', changed(stored, entry, 46 + 4, 120), /'x.npx'/],
    ['a deflated member that unpacks to more than it says', changed(deflated, entry, 24, 0, 1, 0, 0), /256 bytes/],
    ['a deflated member that unpacks to less than it says', changed(deflated, entry, 24, 1, 65, 0, 0), /bytes/],
    ['a deflated member that says more than deflate can', changed(deflated, entry, 24, 0, 0, 0, 64), /at most/],
    ['deflated data that are none', changed(deflated, header, 60, 255, 255, 255, 255), /inflated|bytes|damaged/],
  ];
  for (const [name, file, message] of hostile) {
    it(`readNpz refuses ${name}`, async () => {
      await expect(readNpz(file)).rejects.toThrow(DataError);
      await expect(readNpz(file)).rejects.toThrow(message);
    });
  }

  it('readNpz passes over directories', async () => {
    const file = writeNpz({ 'd/x': tensor([1]), y: tensor([2]) });
    // the first member becomes a directory: its name ends in a slash, and it has no bytes
    const patched = changed(changed(file, header, 30, ...Array.from('dxx.np/', (char) => char.charCodeAt(0))), header, 14, 0, 0, 0, 0);
    const empty = changed(patched, entry, 46, ...Array.from('dxx.np/', (char) => char.charCodeAt(0)));
    const sizes = changed(changed(empty, entry, 16, 0, 0, 0, 0), entry, 20, 0, 0, 0, 0, 0, 0, 0, 0);
    expect([...(await readNpz(sizes)).keys()]).toEqual(['y']);
  });

  it('readNpz gives tensors of their own, deflated or stored', async () => {
    for (const file of [stored.slice(), deflated.slice()]) {
      const x = (await readNpz(file)).get('x');
      const before = x?.toTypedArray();
      file.fill(0);
      expect(x?.toTypedArray()).toEqual(before);
    }
  });

  it('readNpz refuses two members that share bytes', async () => {
    const file = writeNpz({ a: tensor([1]), b: tensor([2]) });
    const view = new DataView(file.buffer);
    const at = file.length - 22 - 2 * (46 + 5) + 46 + 5; // the second entry of the directory
    expect(view.getUint32(at, true)).toBe(entry);
    view.setUint32(at + 42, 0, true);
    await expect(readNpz(file)).rejects.toThrow(/behind that of the one before/);
  });

  it('readNpz refuses the same name twice', async () => {
    const file = writeNpz({ a: tensor([1]), b: tensor([2]) });
    for (let at = 0; at < file.length; at++) if (file[at] === 98 && file[at + 1] === 46) file[at] = 97;
    await expect(readNpz(file)).rejects.toThrow(/twice/);
  });

  it('readNpz refuses every file that is cut off', async () => {
    for (let n = 0; n < stored.length; n += 7) await expect(readNpz(stored.subarray(0, n))).rejects.toThrow(DataError);
  });

  it('readNpz reads the names that it is asked for, in their order, and looks at no other', async () => {
    const file = writeNpz({ a: tensor([1]), b: tensor([2]), c: tensor([3]) });
    expect([...(await readNpz(file, { names: ['c', 'a', 'c'] })).entries()].map(([name, x]) => [name, x.toArray()])).toEqual([
      ['c', [3]],
      ['a', [1]],
    ]);
    expect((await readNpz(file, { names: [] })).size).toBe(0);
    expect((await readNpz(file, { names: undefined })).size).toBe(3);
    expect((await readNpz(file, { names: ['b'], maxBytes: 140 })).size).toBe(1);
    const noArray = changed(stored, entry, 46 + 4, 120); // x.npx
    expect([...(await readNpz(noArray, { names: ['n'] })).keys()]).toEqual(['n']);
  });

  it('readNpz refuses names that the file does not have, with those that it has', async () => {
    const refused = readNpz(stored, { names: ['n', 'y'] });
    await expect(refused).rejects.toMatchObject({ expected: 'one of x, n', got: "the text 'y'" });
    await expect(refused).rejects.toThrow(OptionError);
    await expect(readNpz(writeNpz({}), { names: ['y'] })).rejects.toThrow(/the file is empty/);
    // @ts-expect-error a text is no list of names
    await expect(readNpz(stored, { names: 'x' })).rejects.toThrow(OptionError);
    const many = writeNpz(Object.fromEntries(Array.from({ length: 30 }, (_, k) => [`x${k}`, tensor([k])])));
    await expect(readNpz(many, { names: ['y'] })).rejects.toThrow(/x18, x19, …\n/);
  });

  it('readNpz reads the parts of a sparse matrix that SciPy saves, whose format is a text', async () => {
    const parts = await readNpz(scipySparse, { names: ['data', 'indices', 'indptr', 'shape'] });
    const [data, indices, indptr, [m, n]] = Array.from(parts.values(), (x) => x.toTypedArray());
    expect(SparseMatrix.fromCSR({ data, indices, indptr }, [m, n]).toArray()).toEqual([[0, 2.5, 0], [3, 0, -4]]); // biome-ignore format: rows
    const whole = readNpz(scipySparse);
    await expect(whole).rejects.toThrow(DataError);
    const fix = expect.stringMatching(/texts are no numbers.*; the option names/);
    await expect(whole).rejects.toMatchObject({ what: "member 'format.npy': an element type that no tensor has", got: "'|S3'", fix });
  });

  it('readNpz says in which member a number is that no dtype holds', async () => {
    const file = writeNpz({ a: tensor([1]), b: tensor([-1], { dtype: 'int32' }) });
    const text = Array.from(file, (byte) => String.fromCharCode(byte)).join('');
    file[text.indexOf('<i4') + 1] = 'u'.charCodeAt(0); // −1 becomes 2³² − 1
    const member = file.subarray(text.indexOf('PK', 10), text.indexOf('PK', text.indexOf('PK', 10) + 2));
    const crc = crc32(member.subarray(35));
    const view = new DataView(file.buffer);
    view.setUint32(member.byteOffset + 14, crc, true);
    view.setUint32(text.lastIndexOf('PK\x01\x02') + 16, crc, true);
    await expect(readNpz(file)).rejects.toThrow(/^readNpz: member 'b.npy': (.|\n)*4294967295/);
  });

  it('readNpz takes no more than maxBytes, and options that exist', async () => {
    await expect(readNpz(deflated, { maxBytes: 16_000 })).rejects.toThrow(/maxBytes/);
    expect((await readNpz(deflated, { maxBytes: 20_000 })).size).toBe(2);
    await expect(readNpz(deflated, { maxBytes: -1 })).rejects.toThrow(OptionError);
    // @ts-expect-error misspelt
    await expect(readNpz(deflated, { maxbytes: 1 })).rejects.toThrow(OptionError);
    // @ts-expect-error text is no file
    await expect(readNpz('x.npz')).rejects.toThrow(DTypeError);
  });
});

describe('writeNpz', () => {
  it('writeNpz refuses an empty name and what is no tensor', () => {
    expect(() => writeNpz({ '': tensor([1]) })).toThrow(OptionError);
    for (const nothing of [null, undefined, 5, tensor([1])]) {
      // @ts-expect-error no tensors by name
      expect(() => writeNpz(nothing)).toThrow(DTypeError);
    }
    // @ts-expect-error an array is no tensor
    expect(() => writeNpz({ x: [1] })).toThrow(/^writeNpz: not a tensor/);
  });

  it('writeNpz refuses names that would not come back, and writes the longest that does', async () => {
    const longest = 'ä'.repeat(32765).concat('x'); // 65531 bytes, and '.npy'
    expect([...(await readNpz(writeNpz({ [longest]: tensor([1]) }))).keys()]).toEqual([longest]);
    expect(() => writeNpz({ [`${longest}x`]: tensor([1]) })).toThrow(/65532 bytes/);
    expect(() => writeNpz({ 'a\0b': tensor([1]) })).toThrow(OptionError);
    expect(() => writeNpz({ 'a\ud800': tensor([1]), 'a\udfff': tensor([2]) })).toThrow(OptionError);
    expect((await readNpz(writeNpz({ '\ud83d\ude00': tensor([1]) }))).size).toBe(1);
  });
});
