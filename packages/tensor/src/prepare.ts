import { isTensor } from './base.ts';
import { isCell } from './cell.ts';
import { allocate, type DType, floating, holds, isFloat, promote } from './dtype.ts';
import { DTypeError } from './errors.ts';
import type { Operand } from './op.ts';
import { isSparse } from './sparse/is-sparse.ts';
import type { Tensor } from './tensor.ts';
import { describeValue } from './text.ts';

function refuse(where: string, value: unknown, expected: string): never {
  throw new DTypeError({
    where,
    what: 'not a tensor',
    expected,
    got: describeValue(value),
    fix: Array.isArray(value) ? 'tensor(values) makes one' : isSparse(value) ? sparseFix : undefined,
  });
}

const sparseFix = 'A.toDense() makes one; sparseMatmul(a, b) is a product';

/** The tensor that an operand stands for: itself, or what the cell holds now. Numbers have no type of their own and are refused. */
export function asTensor(where: string, operand: Operand): Tensor {
  if (isTensor(operand)) return operand;
  return isCell(operand) ? operand.value : refuse(where, operand, 'a tensor or a cell');
}

/** The operands as they are, each in its own type. */
export function asTensors(where: string, operands: readonly Operand[]): readonly Tensor[] {
  return operands.every(isTensor) ? operands : operands.map((operand) => asTensor(where, operand));
}

/** A number as a scalar tensor of the type of its neighbour. The type may not depend on the value, so a fraction beside integers is refused. */
export function lift(where: string, value: number, beside: Tensor, dtype: DType): Tensor {
  if (dtype === 'bool' || !holds(dtype, value)) {
    throw new DTypeError({
      where,
      what: `a number that ${dtype} cannot hold`,
      expected: dtype === 'bool' ? 'a bool tensor beside a bool tensor' : `a number that is a value of ${dtype}, the type of the tensor`,
      got: `${value} beside ${describeValue(beside)}`,
      fix: `cast(x, '${dtype === 'bool' ? 'int32' : 'float64'}') first`,
    });
  }
  const storage = allocate(dtype, 1);
  storage[0] = value;
  return beside.like(storage, [], dtype);
}

/** The operands in one type: that of the tensors, promoted; numbers follow. `compute` says what becomes of that type. */
function unify(where: string, operands: readonly Operand[], compute: (dtype: DType) => DType): readonly Tensor[] {
  const read = operands.map((operand) => (typeof operand === 'number' ? operand : asOperand(where, operand)));
  const tensors = read.filter(isTensor);
  if (tensors.length === 0) refuse(where, operands[0], 'at least one tensor among the operands');
  const dtype = compute(tensors.map((x) => x.dtype).reduce(promote));
  return read.map((x) => (typeof x === 'number' ? lift(where, x, tensors[0], dtype) : x.dtype === dtype ? x : x.cast(dtype)));
}

function asOperand(where: string, operand: Operand): Tensor {
  if (isTensor(operand)) return operand;
  return isCell(operand) ? operand.value : refuse(where, operand, 'a tensor, a cell or a number');
}

/** The operands in their common type: bool → uint8 → int32 → float32 → float64. */
export function asCommon(where: string, operands: readonly Operand[]): readonly Tensor[] {
  if (operands.every(isTensor) && sameDType(operands)) return operands;
  return unify(where, operands, (dtype) => dtype);
}

/** The operands in their common floating type: integers and bools become float64. */
export function asFloating(where: string, operands: readonly Operand[]): readonly Tensor[] {
  if (operands.every(isTensor) && sameDType(operands) && isFloat(operands[0].dtype)) return operands;
  return unify(where, operands, floating);
}

function sameDType(tensors: readonly Tensor[]): boolean {
  for (let i = 1; i < tensors.length; i++) if (tensors[i].dtype !== tensors[0].dtype) return false;
  return true;
}
