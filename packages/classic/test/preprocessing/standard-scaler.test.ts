import { describeEstimator } from '@hml/testing';
import { StandardScaler } from '../../src/preprocessing/index.ts';

describeEstimator('transformer', (options) => new StandardScaler(options), { allowNaN: true, invariances: ['duplicated rows'] });
