import { mostColumns } from '../../estimator/transformer.ts';

/** The products that polynomial features are made of, by rising degree; product `t` is product `parent[t]` times column `last[t]`. */
export interface Terms {
  /** Which product the last factor is put to; product 0 is the empty one, 1. */
  readonly parent: Int32Array;
  /** The last factor's column; -1 for the empty product. */
  readonly last: Int32Array;
}

/** What products there shall be. */
export interface TermOptions {
  /** The largest degree. */
  readonly maxDegree: number;
  /** Whether no column may come twice in a product. */
  readonly interactionOnly: boolean;
}

/**
 * How many products of up to `maxDegree` of `d` columns there are, the empty one included; Infinity where they are more than {@link mostColumns}.
 *
 * $$ \binom{d + g}{g} \qquad \text{or, with no column twice,} \qquad \sum_{i \le g} \binom{d}{i} $$
 */
export function countTerms(d: number, { maxDegree, interactionOnly }: TermOptions): number {
  const n = interactionOnly ? d : d + maxDegree;
  let all = 1;
  let binomial = 1; //                                                   of n over i
  for (let i = 1; i <= Math.min(d, maxDegree); i++) {
    binomial = (binomial * (n - i + 1)) / i;
    all = interactionOnly ? all + binomial : binomial;
    if (all > mostColumns) return Infinity;
  }
  return all;
}

/**
 * All products of up to `maxDegree` of `d` columns, in scikit-learn's order: by degree, then by columns. There are as many as
 * {@link countTerms} says, which must be finite; none comes twice.
 */
export function termsOf(d: number, options: TermOptions): Terms {
  const count = countTerms(d, options);
  const parent = new Int32Array(count);
  const last = new Int32Array(count);
  last[0] = -1;
  for (let from = 0, end = 1; end < count; ) {
    let next = end;
    for (let t = from; t < end; t++) {
      for (let j = options.interactionOnly ? last[t] + 1 : Math.max(last[t], 0); j < d; j++, next++) {
        parent[next] = t;
        last[next] = j;
      }
    }
    from = end; // the products of the next degree are these times one more column
    end = next;
  }
  return { parent, last };
}

/** The columns of product `t`, in their order; one that comes twice is there twice. */
export function factorsOf({ parent, last }: Terms, t: number): number[] {
  const factors: number[] = [];
  for (let at = t; at > 0; at = parent[at]) factors.push(last[at]);
  return factors.reverse();
}
