import { dataFaults } from './data-faults.ts';
import { decisionFaults } from './decision-faults.ts';
import type { EstimatorFault } from './fault.ts';
import { labelFaults } from './label-faults.ts';
import { runFaults } from './run-faults.ts';
import { weightFaults } from './weight-faults.ts';

/** Every planted fault, and estimators without one. */
export const estimatorFaults: readonly EstimatorFault[] = [...dataFaults, ...runFaults, ...labelFaults, ...weightFaults, ...decisionFaults];
