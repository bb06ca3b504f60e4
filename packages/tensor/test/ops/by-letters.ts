import { broadcastTo, fromFunction, type Tensor } from '@hml/tensor';
import { reader } from '@hml/testing';

/**
 * An einsum as Einstein reads it: for every value of every letter, the product of the operands at these letters is added to the
 * element of the result at its letters. Axes under an ellipsis are broadcast, and get letters of their own.
 */
export function byLetters(equation: string, operands: readonly Tensor[]): Tensor {
  const [left, right] = equation.split('->');
  const parts = left.split(',');
  const extra = parts.map((part, k) => (part.includes('...') ? operands[k].ndim - (part.length - 3) : 0));
  const dots = 'ABCDEFGH'.slice(0, Math.max(...extra));
  const spelled = parts.map((part, k) => part.replace('...', dots.slice(dots.length - extra[k])));
  const once = [...new Set(spelled.join(''))].filter((letter) => spelled.join('').split(letter).length === 2 && !dots.includes(letter));
  const result = right === undefined ? dots + once.sort().join('') : right.replace('...', dots);
  const sizes = new Map<string, number>();
  spelled.forEach((part, k) => {
    [...part].forEach((letter, axis) => {
      const [known, n] = [sizes.get(letter) ?? 1, operands[k].shape[axis]];
      sizes.set(letter, known === 1 ? n : known);
    });
  });
  const letters = [...new Set(result + spelled.join(''))];
  const shapeOf = (part: string): number[] => [...part].map((letter) => sizes.get(letter) ?? 1);
  const reads = operands.map((x, k) => reader(broadcastTo(x, shapeOf(spelled[k]))));
  const summed = letters.slice(new Set(result).size);
  return fromFunction(shapeOf(result), (...index) => {
    let total = 0;
    fromFunction(shapeOf(summed.join('')), (...rest) => {
      const at = new Map(letters.map((letter, i) => [letter, i < index.length ? index[i] : rest[i - index.length]]));
      total += spelled.reduce((product, part, k) => product * reads[k](...[...part].map((letter) => at.get(letter) ?? 0)), 1);
      return 0;
    });
    return total;
  });
}
