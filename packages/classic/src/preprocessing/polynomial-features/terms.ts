import { OptionError } from '@hml/tensor';

/** The products that polynomial features are made of, by rising degree; product `t` is product `parent[t]` times column `last[t]`. */
export interface Terms {
  /** Which product the last factor is put to; product 0 is the empty one, 1. */
  readonly parent: Int32Array;
  /** The last factor's column; -1 for the empty product. */
  readonly last: Int32Array;
  /** The degree of each product. */
  readonly degree: Int32Array;
}

/** What products there shall be. */
export interface TermOptions {
  /** The largest degree. */
  readonly maxDegree: number;
  /** Whether no column may come twice in a product. */
  readonly interactionOnly: boolean;
}

const most = 2 ** 24;

/**
 * All products of up to `maxDegree` of `d` columns, in scikit-learn's order: by degree, then by columns. There are
 * $\binom{d + g}{g}$ of them, none twice.
 *
 * @throws OptionError if there are more than 16 million.
 */
export function termsOf(where: string, d: number, { maxDegree, interactionOnly }: TermOptions): Terms {
  const parent = [0];
  const last = [-1];
  const degree = [0];
  let from = 0; // where the products of the degree before begin
  let end = 1; // and end
  for (let g = 1; g <= maxDegree && from < end; g++) {
    for (let t = from; t < end; t++) {
      for (let j = interactionOnly ? last[t] + 1 : Math.max(last[t], 0); j < d; j++) {
        parent.push(t);
        last.push(j);
        degree.push(g);
        if (last.length > most) throw tooMany(where, d, maxDegree);
      }
    }
    from = end;
    end = last.length;
  }
  return { parent: Int32Array.from(parent), last: Int32Array.from(last), degree: Int32Array.from(degree) };
}

/** How often each column comes in product `t`. */
export function powersOf({ parent, last }: Terms, t: number, d: number): Int32Array {
  const powers = new Int32Array(d);
  for (let at = t; at > 0; at = parent[at]) powers[last[at]]++;
  return powers;
}

function tooMany(where: string, d: number, maxDegree: number): OptionError {
  return new OptionError({
    where,
    what: 'the polynomials have too many terms',
    expected: `${most} columns at most`,
    got: `more, of degree ${maxDegree} in ${d} columns`,
    fix: 'lower degree, or interactionOnly: true',
  });
}
