import { HuberRegressor, LinearRegression } from '@hml/classic';
import { isTensor, tensor, transpose } from '@hml/tensor';
import { askedAbout, changed, type EstimatorFault, ofRows, only, predicting, rowsOf, tampered } from './fault.ts';

const line = (options: object): LinearRegression => new LinearRegression(options);
const regressor = { kind: 'regressor', spec: { sparse: true } } as const;
const finite = (rows: readonly number[][]): number[][] => rows.map((row) => row.map((x) => (Math.abs(x) === Infinity ? 0 : x)));

/** Options and data that are not looked at, taken for something else, or written to. */
export const dataFaults: readonly EstimatorFault[] = [
  { ...regressor, name: 'a healthy regressor', make: line, fails: [] },
  {
    ...regressor,
    name: 'options of which unknown ones are left out',
    make: (options) => line(only(options, 'fitIntercept', 'positive')),
    fails: ['C01 a misspelt option is'],
  },
  {
    ...regressor,
    name: 'options of any value',
    make: (options) => line('fitIntercept' in options ? { ...options, fitIntercept: options.fitIntercept !== false } : options),
    fails: ['C27'],
  },
  { ...regressor, name: "the caller's options, frozen", make: (options) => line(Object.freeze(options)), fails: ['C01 the defaults'] },
  {
    ...regressor,
    name: 'options of fit of which unknown ones are left out',
    make: (options) => tampered(line(options), { options: (given) => only(given, 'sampleWeight', 'onWarning', 'signal', 'onProgress') }),
    fails: ['C01 a misspelt option of fit'],
  },
  { ...regressor, name: 'a recipe that predicts', make: (options) => changed(line(options), { predict: () => [] }), fails: ['C04'] },
  {
    ...regressor,
    name: 'a predict that fills up rows that are too short',
    make: (options) => tampered(line(options), askedAbout(ofRows((rows) => rows.map((row) => (row.length === 2 ? [...row, 0] : row))))),
    fails: ['C06 another number'],
  },
  {
    ...regressor,
    name: 'a fit that forgets the names of columns',
    make: (options) =>
      tampered(line(options), {
        X: (X) => (X !== undefined && 'age' in X ? rowsOf(transpose(tensor(Object.values(X).map((x) => Array.from(x))))) : X),
      }),
    fails: ['C06 named', 'C09 NaN and infinities in X', 'C13 a model comes back', 'C13 a field'],
  },
  {
    ...regressor,
    name: 'a fit that takes a vector for a column',
    make: (options) => tampered(line(options), { X: (X) => (Array.isArray(X) && typeof X[0] === 'number' ? X.map((x) => [x]) : X) }),
    fails: ['C07 a vector'],
  },
  {
    ...regressor,
    name: 'a fit that cuts y to the rows there are',
    make: (options) => tampered(line(options), { y: (y) => (Array.isArray(y) && y.length === 22 ? [...y, 0, 0] : y) }),
    fails: ['C07 y of another length'],
  },
  {
    ...regressor,
    name: 'a predict that takes infinity for 0',
    make: (options) => tampered(line(options), askedAbout(ofRows(finite))),
    fails: ['C09 NaN and infinities in X'],
  },
  {
    ...regressor,
    name: 'a fit that takes infinity in y for 0',
    make: (options) => tampered(line(options), { y: (y) => (Array.isArray(y) ? y.map((value) => (value === Infinity ? 0 : value)) : y) }),
    fails: ['C09 NaN and infinities in y'],
  },
  {
    ...regressor,
    name: 'a fit that writes to the rows it is given',
    make: (options) =>
      tampered(line(options), {
        X: ofRows((rows) => {
          if (rows.length === 24 && !Object.isFrozen(rows[0])) rows[0][0] += 1e-9;
          return rows;
        }),
      }),
    fails: [
      ...['C05', 'C07 y as', 'C10', 'C12 on permuted', 'C13 a model comes', 'C15 weights of any', 'C19 most', 'C25', 'C26'],
      ...['steps ends', 'fitAsync gives', 'fitAsync aborted'],
    ],
  },
  {
    ...regressor,
    name: 'tensors that are read a little differently',
    make: (options) => tampered(line(options), { X: (X) => (isTensor(X) && X.dtype === 'float64' ? rowsOf(X.mul(1 + 1e-12)) : X) }),
    fails: ['C10 X as a tensor', 'C10 X as a transposed view'],
  },
  {
    ...regressor,
    name: 'float32 that is read as whole numbers',
    make: (options) => tampered(line(options), { X: (X) => (isTensor(X) && X.dtype === 'float32' ? rowsOf(X.cast('int32')) : X) }),
    fails: ['C11'],
  },
  {
    ...regressor,
    name: 'a sparse X that is taken for its pointers',
    make: (options) =>
      tampered(line(options), {
        X: (X) => (X !== undefined && 'indptr' in X ? Array.from({ length: 24 }, (_, i) => [i, i % 5, i ** 2]) : X),
      }),
    fails: ['C26'],
  },
  {
    ...regressor,
    name: 'a sparse X that is refused although it is promised',
    make: (options) => new HuberRegressor(options),
    spec: { sparse: true, tolerance: 1e-3 },
    fails: ['C26'],
  },
  {
    ...regressor,
    name: 'negative values that are taken although none are allowed',
    make: line,
    spec: { sparse: true, nonNegative: true },
    fails: ['C24'],
  },
  {
    ...regressor,
    name: 'NaN that is refused although it is allowed',
    make: line,
    spec: { sparse: true, allowNaN: true },
    fails: ['C09 NaN and infinities in X'],
  },
  {
    ...regressor,
    name: 'predictions that depend on how many rows are asked about',
    make: (options) =>
      tampered(
        line(options),
        predicting((all) => all.map((value) => value + (all.length % 2) * 1e-9)),
      ),
    fails: ['C12 rows', 'X07'],
  },
  {
    ...regressor,
    name: 'predictions that are NaN where rows are equal',
    make: (options) =>
      tampered(
        line(options),
        predicting((all) => all.map((value) => (new Set(all).size < all.length ? Number.NaN : value))),
      ),
    fails: [
      'X01 rows that are given twice',
      'X01 rows that are equal but for the target',
      'X01 rows and targets that are all equal',
      'X01 constant columns only',
      'X01 constant targets',
      'X01 targets of zero',
    ],
  },
  {
    ...regressor,
    name: 'a crash where a column is constant',
    make: (options) =>
      tampered(line(options), {
        X: ofRows((rows) => {
          if (rows.length > 1 && rows.every((row) => row[1] === 7)) throw new RangeError('division by zero');
          return rows;
        }),
      }),
    fails: ['X01 a constant column'],
  },
  {
    ...regressor,
    name: 'weights above 1 that count as 1',
    make: (options) =>
      tampered(line(options), {
        options: (given) =>
          'sampleWeight' in given && Array.isArray(given.sampleWeight)
            ? { ...given, sampleWeight: given.sampleWeight.map((weight) => Math.min(weight, 1)) }
            : given,
      }),
    fails: ['C15 weight k', 'C15 weights of any kind', 'C26'],
  },
  {
    ...regressor,
    name: 'weights that are left out of account',
    make: (options) =>
      tampered(line(options), { options: (given) => only(given, 'onWarning', 'onWarnin', 'sginal', 'onProgress', 'signal') }),
    fails: ['C15 weights matter', 'C15 weight k', 'C15 weights that', 'C26'],
  },
  {
    ...regressor,
    name: 'predictions from a field that anybody can write to',
    make: (options) =>
      tampered(line(options), {
        model: (model) => {
          const { coef } = Object(model);
          if (!(coef instanceof Float64Array)) return model;
          const first = coef[0];
          return predicting((all) => all.map((value) => value + Number(coef[0] !== first))).model?.(model) ?? model;
        },
      }),
    fails: ['C02 a model answers'],
  },
];
