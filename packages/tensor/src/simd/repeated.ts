import { Vector } from '../assembler/index.ts';

/** The types of a kernel's parameters where all of them are integers. */
export function integers(count: number): 'i32'[] {
  return new Array(count).fill('i32');
}

/** The same register several times, side by side. */
export function repeated({ parts: [register] }: Vector, width: number): Vector {
  return new Vector(new Array(width).fill(register));
}
