// For every test: properties that are written with fast-check alone take their seed, and how many cases they try, from where ours do.
import fc from 'fast-check';
import { runs } from '../src/runs.ts';

const { seed, numRuns } = runs(100);
fc.configureGlobal({ seed, numRuns });
