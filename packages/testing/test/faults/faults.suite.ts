import { describeOp } from '@hml/testing';
import { faults } from './faults.ts';

for (const { name, spec } of faults) describeOp(name, spec);

// @ts-expect-error a named op must say how it is called
describeOp('a spec that does not say how a named op is called', { cases: (draw) => ({ inputs: [draw.tensor()] }) });
