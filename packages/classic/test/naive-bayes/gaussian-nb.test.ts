import { describeEstimator } from '@hml/testing';
import { GaussianNB } from '../../src/naive-bayes/index.ts';

describeEstimator('classifier', (options) => new GaussianNB(options), { tolerance: 1e-8 });
