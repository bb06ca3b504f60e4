import type { Adapter } from './adapter.ts';
import { callOp } from './tensor.ts';

/** The family `tensor-linalg`: the function of that name among the exports of @hml/tensor. */
export const tensorLinalgAdapter: Adapter = (golden) => callOp(golden);
