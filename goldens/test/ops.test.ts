import { describe, expect, it } from 'vitest';
import { opArguments, opName } from '../adapters/ops.ts';
import { nameResults } from '../adapters/tensor.ts';
import { stubTensor } from './stub-tensor.ts';

const operands = (...names: string[]): Map<string, unknown> => new Map(names.map((name) => [name, name]));

describe('opArguments', () => {
  it('opArguments gives the operands in the order of the case, then the axis', () => {
    expect(opArguments('add', operands('a', 'b'), {})).toEqual(['a', 'b']);
    expect(opArguments('softmax', operands('x'), { axis: -1 })).toEqual(['x', -1]);
    expect(opArguments('sum', operands('x'), { axis: null })).toEqual(['x']);
  });

  it('opArguments puts what has no position into options, under our names', () => {
    expect(opArguments('sum', operands('x'), { axis: null, keepdims: true })).toEqual(['x', undefined, { keepDims: true }]);
    expect(opArguments('var', operands('x'), { axis: [0], keepdims: false, ddof: 1 })).toEqual(['x', [0], { keepDims: false, ddof: 1 }]);
    expect(opArguments('solveTriangular', operands('a', 'b'), { lower: true })).toEqual(['a', 'b', { lower: true }]);
    expect(opArguments('solveTriangular', operands('a', 'b'), { upper: true, trans: 'T', unitriangular: true })).toEqual([
      'a',
      'b',
      { lower: false, transposed: true, unitDiagonal: true },
    ]);
  });

  it('opArguments knows the positions of the ops that have others', () => {
    expect(opArguments('reshape', operands('x'), { shape: [2, -1] })).toEqual(['x', [2, -1]]);
    expect(opArguments('clip', operands('x'), { max: 0.1 })).toEqual(['x', undefined, 0.1]);
    expect(opArguments('transpose', operands('x'), {})).toEqual(['x']);
    expect(opArguments('slice', operands('x'), { spec: ':, -1' })).toEqual(['x', [null, null, null], -1]);
    expect(opName('clamp')).toBe('clip');
  });

  it('opArguments orders operands as our functions take them', () => {
    expect(opArguments('where', operands('a', 'b', 'condition'), {})).toEqual(['condition', 'a', 'b']);
    expect(opArguments('indexAdd', operands('x', 'src', 'indices'), { axis: 0 })).toEqual(['x', 'indices', 'src', 0]);
    expect(opArguments('concat', operands('a', 'b'), { axis: 1 })).toEqual([['a', 'b'], 1]);
    expect(opArguments('einsum', operands('x0', 'x1'), { equation: 'ij,jk->ik' })).toEqual(['ij,jk->ik', 'x0', 'x1']);
  });
});

describe('nameResults', () => {
  const tensor = stubTensor([1], 'float64', [1]);

  it('nameResults gives a single tensor the name of the expected field', () => {
    expect(nameResults(tensor, ['output'])).toEqual({ output: tensor });
    expect(nameResults(tensor, [])).toEqual({ output: tensor });
  });

  it('nameResults goes by position for lists, by name for records', () => {
    expect(nameResults([tensor, 2], ['part0', 'part1'])).toEqual({ part0: tensor, part1: 2 });
    expect(nameResults({ values: tensor, indices: 2 }, ['values', 'indices'])).toEqual({ values: tensor, indices: 2 });
  });
});
