/** A number printed with fewer digits than it has: `0.333…`. */
export interface Rounded {
  readonly kind: 'rounded';
  readonly value: number;
  /** One unit of the last printed digit. */
  readonly unit: number;
}

/** An array whose end is left out: `[1, 2, …]`. */
export interface Beginning {
  readonly kind: 'beginning';
  readonly items: readonly Expected[];
}

/** Any expected value: a JavaScript literal, or one of the two short forms above. */
export type Expected =
  | { readonly kind: 'plain'; readonly value: number | string | boolean | null | undefined }
  | { readonly kind: 'array'; readonly items: readonly Expected[]; readonly type?: string }
  | { readonly kind: 'object'; readonly entries: ReadonlyMap<string, Expected> }
  | Rounded
  | Beginning;

const words = new Map<string, number | boolean | null | undefined>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', undefined],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);

/**
 * Reads the value a comment promises: numbers, strings, arrays, objects, `Float64Array [1, 2]`, `0.333…`, `[1, 2, …]`.
 * A note may follow after `—`. Returns undefined when the text is no value.
 */
export function parseLiteral(text: string): Expected | undefined {
  const reader = new Reader(text);
  const value = reader.value();
  return value !== undefined && reader.atEnd() ? value : undefined;
}

class Reader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  atEnd(): boolean {
    return this.take(/\s*(?:$|—)/y) !== undefined;
  }

  value(): Expected | undefined {
    this.take(/\s+/y);
    return this.number() ?? this.word() ?? this.string() ?? this.array() ?? this.object();
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (!match) return undefined;
    this.at += match[0].length;
    return match[0];
  }

  private number(): Expected | undefined {
    const text = this.take(/-?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:e[+-]?\d+|…(?:e[+-]?\d+)?)?/y);
    if (text === undefined) return undefined;
    const digits = text.replace('…', '').replaceAll('_', '');
    const value = Number(digits);
    if (!text.includes('…')) return { kind: 'plain', value };
    const [mantissa = '', exponent = '0'] = digits.split('e');
    const decimals = mantissa.split('.')[1]?.length ?? 0;
    return { kind: 'rounded', value, unit: 10 ** (Number(exponent) - decimals) };
  }

  private word(): Expected | undefined {
    const start = this.at;
    const word = this.take(/-?[A-Za-z]\w*/y);
    if (word === undefined) return undefined;
    if (words.has(word)) return { kind: 'plain', value: words.get(word) };
    const list = this.take(/(?:\(\d+\))?\s*(?=\[)/y) === undefined ? undefined : this.array();
    if (list?.kind === 'array') return { ...list, type: word };
    this.at = start;
    return undefined;
  }

  private string(): Expected | undefined {
    const quoted = this.take(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/y);
    if (quoted === undefined) return undefined;
    const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t' };
    return { kind: 'plain', value: quoted.slice(1, -1).replace(/\\(.)/g, (_, c: string) => escapes[c] ?? c) };
  }

  private array(): Expected | undefined {
    if (this.take(/\[\s*/y) === undefined) return undefined;
    const items: Expected[] = [];
    while (this.take(/\s*\]/y) === undefined) {
      if (this.take(/\s*…\s*\]/y) !== undefined) return { kind: 'beginning', items };
      const item = this.value();
      if (item === undefined) return undefined;
      items.push(item);
      if (this.take(/\s*,\s*/y) === undefined && this.take(/\s*(?=\])/y) === undefined) return undefined;
    }
    return { kind: 'array', items };
  }

  private object(): Expected | undefined {
    if (this.take(/\{\s*/y) === undefined) return undefined;
    const entries = new Map<string, Expected>();
    while (this.take(/\s*\}/y) === undefined) {
      const key = this.take(/[A-Za-z_$][\w$]*|'[^']*'|\d+/y);
      if (key === undefined || this.take(/\s*:/y) === undefined) return undefined;
      const value = this.value();
      if (value === undefined) return undefined;
      entries.set(key.replaceAll("'", ''), value);
      if (this.take(/\s*,\s*/y) === undefined && this.take(/\s*(?=\})/y) === undefined) return undefined;
    }
    return { kind: 'object', entries };
  }
}
