import { DataError } from '../errors.ts';
import type { Shape } from '../shape.ts';

/** What the header of a `.npy` file says. */
export interface NpyHeader {
  /** The element type, as NumPy writes it: byte order, kind and size. */
  readonly descr: string;
  /** Whether the first axis varies fastest. */
  readonly fortranOrder: boolean;
  /** The sizes. */
  readonly shape: Shape;
  /** Where the elements begin. */
  readonly start: number;
}

/** Longer headers are refused: that of 64 axes of 16 digits takes little more than a thousandth of it. */
const longest = 65_536;

/** As many axes as NumPy's arrays may have. */
const mostAxes = 64;

/** Reads the header of a `.npy` file of version 1, 2 or 3, which is a Python dictionary, with a parser that knows nothing else. */
export function readNpyHeader(where: string, bytes: Uint8Array): NpyHeader {
  if (bytes.length < 10 || bytes[0] !== 0x93 || latin1(bytes.subarray(1, 6)) !== 'NUMPY') {
    throw wrong(where, 'not a .npy file', 'the magic bytes 93 4E 55 4D 50 59', firstBytes(bytes));
  }
  const version = bytes[6];
  if (version < 1 || version > 3 || bytes[7] !== 0)
    throw wrong(where, 'a version that does not exist', '1.0, 2.0 or 3.0', `${version}.${bytes[7]}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const from = version === 1 ? 10 : 12;
  if (bytes.length < from) throw wrong(where, 'cut off in the header', `at least ${from} bytes`, `${bytes.length}`);
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > longest || from + length > bytes.length) {
    throw wrong(where, 'the length of the header', `at most ${Math.min(longest, bytes.length - from)} bytes`, String(length));
  }
  const fields = parseHeader(where, latin1(bytes.subarray(from, from + length)));
  if (fields.shape.length > mostAxes) throw wrong(where, 'too many axes', `at most ${mostAxes}`, String(fields.shape.length));
  return { ...fields, start: from + length };
}

/** The bytes before the elements: version 1.0, padded with spaces to a multiple of 64 as NumPy does. */
export function writeNpyHeader(descr: string, shape: Shape): Uint8Array {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${sizes}), }`;
  const length = Math.ceil((10 + text.length + 1) / 64) * 64;
  const bytes = Uint8Array.from(`\u0093NUMPY\u0001\u0000__${text.padEnd(length - 11)}\n`, (char) => char.charCodeAt(0));
  new DataView(bytes.buffer).setUint16(8, length - 10, true);
  return bytes;
}

type Fields = Omit<NpyHeader, 'start'>;

/** The tokens of a header: a text in quotes, a whole number (with the L of Python 2), True or False, or a sign. */
const token = /\s*(?:'([^'\\\n]*)'|"([^"\\\n]*)"|(\d+)L?|(True|False)|([{}():,[\]]))/y;

/** One dictionary with exactly the three keys, in any order, as `np.save` writes it. */
function parseHeader(where: string, text: string): Fields {
  const tokens = tokensOf(where, text);
  let at = 0;
  const take = (expected: string): void => {
    if (tokens[at]?.sign !== expected) throw wrong(where, 'the header cannot be read', `'${expected}'`, shown(tokens[at]));
    at++;
  };
  const fields = new Map<string, string | boolean | number[]>();
  take('{');
  while (tokens[at]?.sign !== '}') {
    const key = tokens[at]?.text;
    if (key === undefined || fields.has(key) || !['descr', 'fortran_order', 'shape'].includes(key)) {
      throw wrong(where, 'a key of the header', "'descr', 'fortran_order' and 'shape', once each", shown(tokens[at]));
    }
    at++;
    take(':');
    const value = tokens[at];
    if (key === 'descr' && value?.text === undefined) throw structured(where, value);
    if (key === 'shape') {
      take('(');
      const shape: number[] = [];
      while (tokens[at]?.sign !== ')') {
        const size = tokens[at]?.number;
        if (size === undefined || !Number.isSafeInteger(size))
          throw wrong(where, 'the shape in the header', 'whole numbers below 2^53', shown(tokens[at]));
        shape.push(size);
        at++;
        if (tokens[at]?.sign !== ')') take(',');
        else if (shape.length === 1) throw wrong(where, 'the shape in the header', 'a tuple, with a comma', `(${size})`);
      }
      at++;
      fields.set(key, shape);
    } else {
      const plain = key === 'descr' ? value?.text : value?.truth;
      if (plain === undefined) throw wrong(where, `'${key}' in the header`, 'True or False', shown(value));
      fields.set(key, plain);
      at++;
    }
    if (tokens[at]?.sign !== '}') take(',');
  }
  if (at !== tokens.length - 1) throw wrong(where, 'the header cannot be read', 'nothing after the dictionary', shown(tokens[at + 1]));
  const [descr, fortranOrder, shape] = [fields.get('descr'), fields.get('fortran_order'), fields.get('shape')];
  if (typeof descr === 'string' && typeof fortranOrder === 'boolean' && Array.isArray(shape)) return { descr, fortranOrder, shape };
  throw wrong(where, 'a key of the header is missing', "'descr', 'fortran_order' and 'shape'", [...fields.keys()].join(', ') || 'none');
}

/** A token: exactly one of its fields is there. */
interface Token {
  readonly text?: string | undefined;
  readonly number?: number | undefined;
  readonly truth?: boolean | undefined;
  readonly sign?: string | undefined;
}

function tokensOf(where: string, text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  token.lastIndex = 0;
  for (let at = 0; at < end; at = token.lastIndex) {
    const match = token.exec(text);
    if (match === null)
      throw wrong(
        where,
        'the header cannot be read',
        'texts, whole numbers, True, False and signs',
        JSON.stringify(text.slice(at, at + 20)),
      );
    const [, single, double, digits, truth, sign] = match;
    tokens.push({
      text: single ?? double,
      number: digits === undefined ? undefined : Number(digits),
      truth: truth === undefined ? undefined : truth === 'True',
      sign,
    });
  }
  return tokens;
}

function shown(found: Token | undefined): string {
  if (found === undefined) return 'the end of the header';
  return found.text === undefined ? String(found.number ?? found.truth ?? found.sign) : `'${found.text}'`;
}

function structured(where: string, found: Token | undefined): DataError {
  const isList = found?.sign === '[';
  return wrong(
    where,
    isList ? 'a structured element type' : "'descr' in the header",
    "one type of numbers, like '<f8'",
    isList ? 'a list of fields' : shown(found),
  );
}

/** Bytes as text, one character each. */
function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

function firstBytes(bytes: Uint8Array): string {
  const hex = [...bytes.subarray(0, 6)].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ');
  return bytes.length === 0 ? 'an empty file' : hex;
}

/** The error of a file that cannot be read. */
export function wrong(where: string, what: string, expected: string, got: string, fix?: string): DataError {
  return new DataError({ where, what, expected, got, fix });
}
