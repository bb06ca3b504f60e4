import { derivativeFaults } from './derivatives.ts';
import type { Fault } from './fault.ts';
import { healthy } from './healthy.ts';
import { kernelFaults } from './kernels.ts';
import { ruleFaults } from './rules.ts';
import { walkFaults } from './walks.ts';

/** Every planted fault, and ops without one. */
export const faults: readonly Fault[] = [...healthy, ...kernelFaults, ...ruleFaults, ...derivativeFaults, ...walkFaults];
