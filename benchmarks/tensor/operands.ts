import type { LaneType } from '@hml/tensor/assembler';
import { enginePath } from '@hml/tensor/extend';
import { Engine } from '../../packages/tensor/src/simd/engine.ts';
import { gemm } from '../../packages/tensor/src/simd/gemm.ts';
import { residentLines } from '../../packages/tensor/src/simd/lines.ts';
import { Workspace } from '../../packages/tensor/src/simd/workspace.ts';

/** Numbers between 0 and 1: random bits would hold numbers below the smallest normal, which cost three times as much. */
export function ordinary(type: LaneType, n: number): Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer> {
  const values = type === 'float32' ? new Float32Array(n) : new Float64Array(n);
  for (let i = 0; i < n; i++) values[i] = ((i * 7919) % 1009) / 1009;
  return values;
}

/** The kernel of a product alone: operands and result lie in the workspace. */
export function residentProduct(type: LaneType, n: number): (() => void) | undefined {
  const path = enginePath();
  if (path === 'plain') return undefined;
  const workspace = new Workspace();
  const engine = new Engine(path, workspace);
  const values = ordinary(type, n * n);
  const bytes = values.BYTES_PER_ELEMENT;
  const [a, b, y] = [0, 1, 2].map(() => workspace.take(n * n * bytes));
  for (const place of [a, b]) workspace[type].set(values, place / bytes);
  const [left, right] = [residentLines(a, n * bytes, bytes), residentLines(b, bytes, n * bytes)];
  return () => gemm(engine, type, { m: n, n, k: n, left, right, y, yStep: n });
}
