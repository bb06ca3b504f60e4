import type { DType, SumOf } from '../dtype.ts';
import { isFloat } from '../dtype.ts';
import { DTypeError, ShapeError } from '../errors.ts';
import { asCommon } from '../prepare.ts';
import { type Shape, shapeText, sizeOf } from '../shape.ts';
import type { Tensor, TensorLike } from '../tensor.ts';
import { describeValue } from '../text.ts';
import { diagonal } from './diagonal.ts';
import { matmulFor } from './matmul.ts';
import { reshape } from './reshape.ts';
import { sumFor } from './sum.ts';
import { transpose } from './transpose.ts';

/**
 * Sums of products of any number of tensors, written with one letter per axis.
 *
 * $$ \texttt{'ij,jk->ik'}: \quad y_{ik} = \sum_j a_{ij} b_{jk} $$
 *
 * Shapes: a letter stands for one size wherever it occurs; size 1 repeats. Letters that are missing behind the arrow are summed; a letter
 * that an operand has twice takes the diagonal. Without an arrow, the letters that occur once are kept, in alphabetical order. `...` stands
 * for any axes, which broadcast and come first in the result if there is no arrow. Dtype: the common one; integers and bools are summed in int32.
 * Cost: two operands at a time are contracted, first those whose product is smallest, each by one {@link matmul}.
 * Gradients follow from the steps.
 *
 * @throws ShapeError for an equation that does not fit the operands; DTypeError for what is no tensor; DataError when a sum of
 * integers leaves the range of int32.
 * @example
 * import { einsum, tensor } from '@hml/tensor';
 * const a = tensor([[1, 2], [3, 4]]);
 * einsum('ij,j->i', a, tensor([10, 1])).toArray() // [12, 34]
 * einsum('ii', a).item() // 5
 * einsum('...ij->...ji', a).toArray() // [[1, 3], [2, 4]]
 */
export function einsum<D extends DType>(equation: string, ...operands: readonly TensorLike<Shape, D>[]): Tensor<Shape, SumOf<D>>;
export function einsum(equation: string, ...operands: readonly TensorLike[]): Tensor {
  if (typeof equation !== 'string') {
    const got = describeValue(equation);
    throw new DTypeError({ where: 'einsum', what: 'no equation', expected: "a text such as 'ij,jk->ik', then the tensors", got });
  }
  if (operands.length === 0) throw unfit(equation, []);
  const common = asCommon('einsum', operands);
  const inputs = isFloat(common[0].dtype) ? common : common.map((x) => x.cast('int32'));
  const { labels, output } = parse(equation, inputs);
  const sizes = sizesOf(equation, inputs, labels);
  const terms = inputs.map((x, i) => simplified({ x, labels: labels[i] }, sizes));
  while (terms.length > 1) {
    const [i, j] = nextPair(terms, output, sizes);
    const [b] = terms.splice(j, 1);
    const [a] = terms.splice(i, 1);
    const needed = neededBy(terms, output);
    terms.push(product(only(a, [...b.labels, ...needed]), only(b, [...a.labels, ...needed]), needed, sizes));
  }
  const last = only(terms[0], output);
  return transpose(
    last.x,
    output.map((label) => last.labels.indexOf(label)),
  );
}

/** A tensor and the label of each of its axes: a letter, or '01', '02', … for the axes of the ellipsis from the last on. */
interface Term {
  readonly x: Tensor;
  readonly labels: readonly string[];
}

/** The labels of every operand and of the result. */
function parse(equation: string, inputs: readonly Tensor[]): { labels: string[][]; output: string[] } {
  const text = equation.replaceAll(' ', '');
  const [left, right, ...rest] = text.split('->');
  const parts = left.split(',');
  const fits = (part: string): boolean => /^[A-Za-z]*(\.\.\.)?[A-Za-z]*$/.test(part);
  if (rest.length > 0 || parts.length !== inputs.length || ![...parts, right ?? ''].every(fits)) throw unfit(equation, inputs);
  const labels = parts.map((part, i) => labelsOf(part, inputs[i].ndim - part.replace('...', '').length));
  const all = labels.flat();
  if (labels.some((own, i) => own.length !== inputs[i].ndim)) throw unfit(equation, inputs);
  const dots = [...new Set(all)].filter((label) => label.length > 1).sort((a, b) => Number(b) - Number(a));
  const single = (label: string): boolean => label.length === 1 && all.indexOf(label) === all.lastIndexOf(label);
  const output = right === undefined ? [...dots, ...all.filter(single).sort()] : labelsOf(right, dots.length);
  if (new Set(output).size !== output.length || output.some((label) => !all.includes(label))) throw unfit(equation, inputs);
  return { labels, output };
}

/** The labels of one operand, whose ellipsis stands for `dots` axes: their labels count from the end: '02', '01'. */
function labelsOf(part: string, dots: number): string[] {
  const [before, after] = part.split('...');
  const middle = after === undefined ? [] : Array.from({ length: Math.max(0, dots) }, (_, i) => `0${dots - i}`);
  return [...before, ...middle, ...(after ?? '')];
}

/** The size that each label stands for. */
function sizesOf(equation: string, inputs: readonly Tensor[], labels: readonly string[][]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  labels.forEach((own, i) => {
    own.forEach((label, axis) => {
      const [n, known] = [inputs[i].shape[axis], sizes.get(label) ?? 1];
      if (n !== known && n !== 1 && known !== 1) throw unfit(equation, inputs, `sizes ${known} and ${n} for '${label}'`);
      sizes.set(label, known === 1 ? n : known);
    });
  });
  return sizes;
}

function unfit(equation: string, inputs: readonly Tensor[], what = 'the equation does not fit the operands'): ShapeError {
  return new ShapeError({
    where: 'einsum',
    what,
    expected: "one letter per axis, one list of letters per operand, and behind '->' letters that occur before it, each once",
    got: `'${equation}' for ${inputs.map((x) => shapeText(x.shape)).join(' and ') || 'no tensor'}`,
  });
}

/** Without the axes of size 1 that stand for a larger size, and with the diagonal where a label comes twice. */
function simplified({ x, labels }: Term, sizes: ReadonlyMap<string, number>): Term {
  const stays = labels.map((label, i) => x.shape[i] === sizes.get(label));
  let y = reshape(
    x,
    x.shape.filter((_, i) => stays[i]),
  );
  let own = labels.filter((_, i) => stays[i]);
  for (let first = own.findIndex(twice); first >= 0; first = own.findIndex(twice)) {
    const second = own.indexOf(own[first], first + 1);
    y = diagonal(y, 0, first, second);
    own = [...own.filter((_, i) => i !== first && i !== second), own[first]];
  }
  return { x: y, labels: own };
}

function twice(label: string, i: number, labels: readonly string[]): boolean {
  return labels.indexOf(label, i + 1) >= 0;
}

/** The labels that the result or other terms have. */
function neededBy(terms: readonly Term[], output: readonly string[]): string[] {
  return [...output, ...terms.flatMap(({ labels }) => labels)];
}

/** The term summed over the labels that nobody needs. */
function only({ x, labels }: Term, needed: readonly string[]): Term {
  const axes = labels.map((_, i) => i).filter((i) => !needed.includes(labels[i]));
  return axes.length === 0 ? { x, labels } : { x: sumFor('einsum', x, axes), labels: labels.filter((_, i) => !axes.includes(i)) };
}

/** The pair with the smallest product; of equal ones, that with the fewest multiplications. */
function nextPair(terms: readonly Term[], output: readonly string[], sizes: ReadonlyMap<string, number>): [number, number] {
  const size = (labels: readonly string[]): number => sizeOf(labels.map((label) => sizes.get(label) ?? 1));
  let [pair, smallest, fewest]: [[number, number], number, number] = [[0, 1], Infinity, Infinity];
  for (let i = 0; i < terms.length; i++) {
    for (let j = i + 1; j < terms.length; j++) {
      const others = terms.filter((_, k) => k !== i && k !== j);
      const needed = neededBy(others, output);
      const all = [...new Set([...terms[i].labels, ...terms[j].labels])];
      const [result, multiplications] = [size(all.filter((label) => needed.includes(label))), size(all)];
      if (result > smallest || (result === smallest && multiplications >= fewest)) continue;
      [pair, smallest, fewest] = [[i, j], result, multiplications];
    }
  }
  return pair;
}

/** Two terms contracted by one matrix product: needed labels that both have are batches, the others that both have are summed. */
function product(a: Term, b: Term, needed: readonly string[], sizes: ReadonlyMap<string, number>): Term {
  const both = a.labels.filter((label) => b.labels.includes(label));
  const batch = both.filter((label) => needed.includes(label));
  const inner = both.filter((label) => !needed.includes(label));
  const rows = a.labels.filter((label) => !both.includes(label));
  const columns = b.labels.filter((label) => !both.includes(label));
  const sides = (labels: readonly string[]): number[] => labels.map((label) => sizes.get(label) ?? 1);
  const as = (term: Term, ...groups: readonly (readonly string[])[]): Tensor =>
    reshape(
      transpose(
        term.x,
        groups.flat().map((label) => term.labels.indexOf(label)),
      ),
      groups.map((group) => sizeOf(sides(group))),
    );
  const y = matmulFor('einsum', as(a, batch, rows, inner), as(b, batch, inner, columns));
  const labels = [...batch, ...rows, ...columns];
  return { x: reshape(y, sides(labels)), labels };
}
