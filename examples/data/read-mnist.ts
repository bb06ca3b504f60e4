import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DataError, type Matrix, wrap } from '@hml/tensor';

/** A part of MNIST: images of 28 × 28 pixels, 0 (paper) to 255 (ink), an image per row, and the digits. */
export interface MnistPart {
  readonly X: Matrix;
  readonly y: readonly number[];
}

/** The images in `mnist-subset/` of the folder that `HML_DATA` names, 7,000 and 2,000; undefined where there are none. */
export async function readMnist(
  folder = process.env.HML_DATA,
): Promise<{ readonly train: MnistPart; readonly test: MnistPart } | undefined> {
  if (folder === undefined || !existsSync(join(folder, 'mnist-subset', 'train-images-idx3-ubyte.gz'))) return undefined;
  const read = async (name: string) => parseIdx(gunzipSync(await readFile(join(folder, 'mnist-subset', `${name}-ubyte.gz`))));
  const part = async (name: string): Promise<MnistPart> => {
    const [images, labels] = await Promise.all([read(`${name}-images-idx3`), read(`${name}-labels-idx1`)]);
    const [n, height, width] = images.shape;
    return { X: wrap(Float64Array.from(images.data), [n, height * width]), y: Array.from(labels.data) };
  };
  return { train: await part('train'), test: await part('test') };
}

/**
 * Bytes in IDX format: two zeros, the type (8, unsigned bytes), the rank, each side as four bytes with the highest first, then the values.
 *
 * @throws DataError if they are something else, or too few or too many.
 */
export function parseIdx(bytes: Uint8Array): { readonly shape: readonly number[]; readonly data: Uint8Array } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isIdx = bytes.length >= 4 && view.getUint16(0) === 0 && bytes[2] === 8 && bytes.length >= 4 + 4 * bytes[3];
  const shape = isIdx ? Array.from({ length: bytes[3] }, (_, i) => view.getUint32(4 + 4 * i)) : [];
  const data = bytes.subarray(4 + 4 * shape.length);
  if (isIdx && data.length === shape.reduce((size, side) => size * side, 1)) return { shape, data };
  const got = isIdx ? `${data.length} values for shape [${shape.join(', ')}]` : `${bytes.length} bytes that begin otherwise`;
  throw new DataError({ where: 'parseIdx', what: 'this is no IDX file of bytes', expected: '0 0 8 rank, the sides, the values', got });
}
