import { describeEstimator } from '@hml/testing';
import { describe } from 'vitest';
import { estimatorFaults } from './faults.ts';
import { transformerFaults } from './transformer-faults.ts';

for (const { name, kind, make, spec } of estimatorFaults) describe(name, () => describeEstimator(kind, make, spec));
for (const { name, make, spec } of transformerFaults) describe(name, () => describeEstimator('transformer', make, spec));
