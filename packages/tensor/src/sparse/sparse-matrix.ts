import type { CloseOptions } from '../compare.ts';
import { wrap } from '../creation.ts';
import type { DType, FloatDType, Floating, Promote } from '../dtype.ts';
import { copyOf } from '../elementwise.ts';
import { DTypeError } from '../errors.ts';
import { normalizeIndex, type Range } from '../indexing.ts';
import { withDefaults } from '../options.ts';
import { asTensor } from '../prepare.ts';
import { normalizeAxis, type Shape } from '../shape.ts';
import type { CheckAxes } from '../shape-checks.ts';
import type { Axes, CheckMatmul, Matmul, Reduce } from '../shape-types.ts';
import type { ReduceOptions, Tensor, TensorLike } from '../tensor.ts';
import { describeValue } from '../text.ts';
import {
  type CompressedRows,
  csrOfCompressed,
  csrOfDense,
  csrOfRows,
  csrOfTriplets,
  dtypeIn,
  type SparseOptions,
  type TripletArrays,
  type Triplets,
} from './build.ts';
import { agree, near } from './compare.ts';
import { allocateData, asDType, type Csr, checkFloatDType, rowsOfEntries, transposed } from './csr.ts';
import { csrOf, entriesKey, entriesOf, sidesOf } from './entries.ts';
import { formatSparse } from './format.ts';
import { brand } from './is-sparse.ts';
import { csrOfJson, csrToJson, type SparseMatrixJson } from './json.ts';
import { entryAt, indicesOf, sliced, takenRows } from './parts.ts';
import { timesDense } from './products.ts';
import { meanOf, normOf, type SparseNormOptions, sumOf } from './reduce.ts';
import { asEntry, checkFunction, factorsOf, withEntries, withoutZeros } from './scale.ts';
import type { CheckFactors, Factors, MatrixOf, MatrixShape } from './types.ts';

/**
 * An immutable matrix of which only the entries are kept, row by row (compressed sparse rows), in float64 or float32.
 *
 * Always in canonical form: the columns of a row ascend, and what is given twice for one place is added up. An element without an entry is
 * 0; an entry that is 0 stays one, as in SciPy, until {@link SparseMatrix.eliminateZeros}. From a dense matrix come the elements that are
 * not 0. Products skip what has no entry, so 0 × ∞ is 0 there.
 *
 * @example
 * import { tensor } from '@hml/tensor';
 * import { SparseMatrix } from '@hml/tensor/sparse';
 * const A = SparseMatrix.fromTriplets({ rows: [1, 0, 1], columns: [0, 2, 0], values: [3, 1, 4] }, [2, 3]);
 * A.toArray() // [[0, 0, 1], [7, 0, 0]]
 * A.matmul(tensor([1, 2, 3])).toArray() // [3, 7]
 * A.nnz // 2
 */
export class SparseMatrix<S extends MatrixShape = MatrixShape, D extends FloatDType = FloatDType> {
  /** Rows and columns. */
  readonly shape: S;
  /** The element type. */
  readonly dtype: D;
  /** The entries, for {@link csrOf}. @internal */
  readonly [entriesKey]: Csr;
  #turned: SparseMatrix | undefined;

  /** Use {@link SparseMatrix.fromTriplets} and its neighbours. @internal */
  constructor(csr: Csr & { readonly shape: S; readonly dtype: D }) {
    this.shape = csr.shape;
    this.dtype = csr.dtype;
    this[entriesKey] = csr;
  }

  /**
   * The matrix with `values[k]` at `[rows[k], columns[k]]`, 0 elsewhere; what comes twice is added up. The lists are copied.
   *
   * @throws ShapeError for lists of different lengths, or a place outside of the shape; DTypeError for what is no number.
   * @example
   * import { SparseMatrix } from '@hml/tensor/sparse';
   * SparseMatrix.fromTriplets({ rows: [0, 0], columns: [1, 1], values: [2, 3] }, [1, 2]).toArray() // [[0, 5]]
   */
  static fromTriplets<const S extends MatrixShape, D extends FloatDType = 'float64'>(
    triplets: Triplets,
    shape: S,
    options?: SparseOptions<D>,
  ): SparseMatrix<MatrixOf<S>, NoInfer<D>>;
  static fromTriplets(triplets: Triplets, shape: MatrixShape, options?: SparseOptions): SparseMatrix {
    const where = 'SparseMatrix.fromTriplets';
    return new SparseMatrix(csrOfTriplets(where, triplets, shape, dtypeIn(where, options)));
  }

  /**
   * The matrix with these rows, each a list (or a `Map`) of columns and their values; what comes twice is added up.
   *
   * @throws ShapeError for a column that is not below `nColumns`; DTypeError for what is no number.
   * @example
   * import { SparseMatrix } from '@hml/tensor/sparse';
   * SparseMatrix.fromRows([[[2, 5]], [], new Map([[0, 1]])], 3).toArray() // [[0, 0, 5], [0, 0, 0], [1, 0, 0]]
   */
  static fromRows<N extends number, D extends FloatDType = 'float64'>(
    rows: Iterable<Iterable<readonly [column: number, value: number]>>,
    nColumns: N,
    options?: SparseOptions<D>,
  ): SparseMatrix<readonly [number, N], NoInfer<D>>;
  static fromRows(rows: Iterable<Iterable<readonly [number, number]>>, nColumns: number, options?: SparseOptions): SparseMatrix {
    const where = 'SparseMatrix.fromRows';
    return new SparseMatrix(csrOfRows(where, rows, nColumns, dtypeIn(where, options)));
  }

  /**
   * The elements of a dense matrix that are not 0. Dtype: that of `x`; integers give float64.
   *
   * @throws ShapeError for what is no matrix.
   * @example
   * import { tensor } from '@hml/tensor';
   * import { SparseMatrix } from '@hml/tensor/sparse';
   * SparseMatrix.fromDense(tensor([[0, 2], [0, 0]])).nnz // 1
   */
  static fromDense<S extends Shape, D extends DType>(x: TensorLike<S, D>): SparseMatrix<MatrixOf<S>, Floating<D>>;
  static fromDense(x: TensorLike): SparseMatrix {
    const where = 'SparseMatrix.fromDense';
    return new SparseMatrix(csrOfDense(where, asTensor(where, x)));
  }

  /**
   * The matrix in compressed sparse rows as SciPy's `csr_matrix` has them, `{ data, indices, indptr }`. They are copied, checked and
   * brought to canonical form.
   *
   * @throws ShapeError for arrays that do not fit together, or a column outside of the shape; DTypeError for what is no number.
   * @example
   * import { SparseMatrix } from '@hml/tensor/sparse';
   * SparseMatrix.fromCSR({ data: [1, 2], indices: [1, 0], indptr: [0, 2] }, [1, 2]).toArray() // [[2, 1]]
   */
  static fromCSR<const S extends MatrixShape, D extends FloatDType = 'float64'>(
    parts: CompressedRows,
    shape: S,
    options?: SparseOptions<D>,
  ): SparseMatrix<MatrixOf<S>, NoInfer<D>>;
  static fromCSR(parts: CompressedRows, shape: MatrixShape, options?: SparseOptions): SparseMatrix {
    const where = 'SparseMatrix.fromCSR';
    return new SparseMatrix(csrOfCompressed(where, parts, shape, dtypeIn(where, options)));
  }

  /**
   * The matrix that {@link SparseMatrix.toJSON} saved, to the same bits. Believes nothing: every field is checked before memory is taken.
   *
   * @throws DataError unless `json` is a saved sparse matrix of this version.
   * @example
   * import { SparseMatrix } from '@hml/tensor/sparse';
   * const A = SparseMatrix.fromRows([[[1, -0]], []], 2);
   * SparseMatrix.fromJSON(JSON.parse(JSON.stringify(A))).equals(A) // true
   * SparseMatrix.fromJSON({ shape: [1, 1] }) // throws DataError
   */
  static fromJSON(json: unknown): SparseMatrix {
    return new SparseMatrix(csrOfJson(json));
  }

  /** Says that this is a sparse matrix, also to another copy of the package. */
  get [brand](): true {
    return true;
  }

  /** How many entries there are, those that are 0 among them. */
  get nnz(): number {
    return csrOf(this).data.length;
  }

  /** The transpose. It is made once and kept, as products from the left take it. */
  get T(): SparseMatrix<readonly [S[1], S[0]], D> {
    return this.turn();
  }

  /**
   * The product with a dense matrix or vector.
   *
   * $$ y_{ij} = \sum_{k :\, a_{ik} \text{ is kept}} a_{ik} b_{kj}, \qquad \bar b = a^\top \bar y $$
   *
   * Shapes: a [m, k] and b [k, n] or [k] → y [m, n] or [m]. Dtype: the common one. Differentiable by `b`. Numerics: entries are added in
   * ascending columns, in float64 and with the same bits on every path; float32 is rounded once. Cost: $O(\mathrm{nnz} \cdot n)$.
   *
   * @throws ShapeError when the inner sizes differ (a red line in the editor where both are literal).
   * @example
   * import { tensor } from '@hml/tensor';
   * import { SparseMatrix } from '@hml/tensor/sparse';
   * const A = SparseMatrix.fromDense(tensor([[0, 2], [3, 0]]));
   * A.matmul(tensor([[1, 10], [2, 20]])).toArray() // [[4, 40], [3, 30]]
   */
  matmul<A extends MatrixShape, E extends FloatDType, B extends Shape, F extends DType>(
    this: SparseMatrix<A, E>,
    b: TensorLike<B, F> & CheckMatmul<A, B>,
  ): Tensor<Matmul<A, B>, Promote<E, F>>;
  matmul(this: SparseMatrix, b: TensorLike): Tensor {
    return timesDense('matmul', sidesOf(this), b);
  }

  /** The element in row i and column j; negative indices count from the end. @throws ShapeError for one out of range. */
  at(i: number, j: number): number {
    const [m, n] = this.shape;
    return entryAt(csrOf(this), normalizeIndex('at', i, m, 'axis 0'), normalizeIndex('at', j, n, 'axis 1'));
  }

  /**
   * A range of rows and a range of columns, as {@link Tensor.slice} takes them: `[start, stop, step]`, or `':'` for all.
   *
   * @throws ShapeError for what is no range; a number would drop an axis, which `at` and `take` do not.
   * @example
   * import { tensor } from '@hml/tensor';
   * import { SparseMatrix } from '@hml/tensor/sparse';
   * const A = SparseMatrix.fromDense(tensor([[1, 0, 2], [0, 3, 4]]));
   * A.slice([1, 2]).toArray() // [[0, 3, 4]]
   * A.slice(':', [null, null, -1]).toArray() // [[2, 0, 1], [4, 3, 0]]
   */
  slice(...ranges: readonly Range[]): SparseMatrix<MatrixShape, D>;
  slice(...ranges: readonly Range[]): SparseMatrix {
    return new SparseMatrix(sliced('slice', csrOf(this), ranges));
  }

  /**
   * Rows, or columns for axis 1, in the order given; one may come twice, and negative indices count from the end.
   *
   * @throws ShapeError for an index out of range; DTypeError for what is no list.
   * @example
   * import { tensor } from '@hml/tensor';
   * import { SparseMatrix } from '@hml/tensor/sparse';
   * const A = SparseMatrix.fromDense(tensor([[1, 0], [0, 2]]));
   * A.take([1, 1, 0]).toArray() // [[0, 2], [0, 2], [1, 0]]
   * A.take([-1], 1).toArray() // [[0], [2]]
   */
  take(indices: readonly number[] | Int32Array, axis?: 0 | 1 | -1 | -2): SparseMatrix<MatrixShape, D>;
  take(indices: readonly number[] | Int32Array, axis: number = 0): SparseMatrix {
    const along = normalizeAxis('take', axis, 2);
    const csr = csrOf(this);
    const picked = indicesOf('take', indices, csr.shape[along], along);
    if (along === 0) return new SparseMatrix(takenRows('take', csr, picked));
    return new SparseMatrix(transposed('take', takenRows('take', transposed('take', csr), picked)));
  }

  /**
   * The sum of all elements, of each column (axis 0) or of each row (axis 1), in float64 and rounded once.
   *
   * @throws ShapeError for an axis that does not exist.
   * @example
   * import { tensor } from '@hml/tensor';
   * import { SparseMatrix } from '@hml/tensor/sparse';
   * const A = SparseMatrix.fromDense(tensor([[1, 0], [2, 3]]));
   * A.sum(0).toArray() // [3, 3]
   * A.sum().item() // 6
   */
  sum<A extends MatrixShape, E extends FloatDType, const X extends Axes = undefined, K extends boolean = false>(
    this: SparseMatrix<A, E>,
    axis?: X & CheckAxes<A, X>,
    options?: ReduceOptions<K>,
  ): Tensor<Reduce<A, X, K>, E>;
  sum(this: SparseMatrix, axis?: Axes, options?: ReduceOptions): Tensor {
    return sumOf('sum', csrOf(this), axis, options);
  }

  /**
   * The mean of all elements, of each column (axis 0) or of each row (axis 1); elements without an entry count as the zeros they are.
   *
   * @throws ShapeError for an axis that does not exist.
   * @example
   * import { tensor } from '@hml/tensor';
   * import { SparseMatrix } from '@hml/tensor/sparse';
   * SparseMatrix.fromDense(tensor([[1, 0], [2, 3]])).mean(0).toArray() // [1.5, 1.5]
   */
  mean<A extends MatrixShape, E extends FloatDType, const X extends Axes = undefined, K extends boolean = false>(
    this: SparseMatrix<A, E>,
    axis?: X & CheckAxes<A, X>,
    options?: ReduceOptions<K>,
  ): Tensor<Reduce<A, X, K>, E>;
  mean(this: SparseMatrix, axis?: Axes, options?: ReduceOptions): Tensor {
    return meanOf('mean', csrOf(this), axis, options);
  }

  /**
   * A norm of the matrix, or of each column (axis 0) or row (axis 1).
   *
   * Of the matrix: `'fro'`, the root of the sum of all squares (the default); 1, the largest sum |x| of a column; Infinity, of a row. Of an
   * axis: 1, 2 (the default) or Infinity. Scaled where squares would leave the range of numbers.
   *
   * @throws OptionError for another norm (a red line in the editor where it is literal); ShapeError for an axis that does not exist; DataError for
   * the largest of no sums.
   * @example
   * import { tensor } from '@hml/tensor';
   * import { SparseMatrix } from '@hml/tensor/sparse';
   * const A = SparseMatrix.fromDense(tensor([[3, -4], [0, 0]]));
   * A.norm().item() // 5
   * A.norm({ ord: Infinity }).item() // 7
   * A.norm({ axis: 1 }).toArray() // [5, 0]
   */
  norm<
    A extends MatrixShape,
    E extends FloatDType,
    const X extends number | undefined = undefined,
    K extends boolean = false,
    const O extends number | 'fro' = number | 'fro',
  >(this: SparseMatrix<A, E>, options?: SparseNormOptions<X, K, O>): Tensor<Reduce<A, X, K>, E>;
  norm(this: SparseMatrix, options?: SparseNormOptions): Tensor {
    return normOf('norm', csrOf(this), options);
  }

  /**
   * Every element times a number.
   *
   * @throws DTypeError for what is no number.
   */
  mul(factor: number): SparseMatrix<S, D> {
    if (typeof factor !== 'number') {
      const fix = 'scaleRows and scaleColumns take vectors, matmul is the product';
      throw new DTypeError({ where: 'mul', what: 'not a number', expected: 'a number', got: describeValue(factor), fix });
    }
    return this.with(withEntries(csrOf(this), (value) => value * factor));
  }

  /**
   * Each row times a factor of its own: $\operatorname{diag}(f)\, A$.
   *
   * @throws ShapeError unless there is one factor for each row.
   * @example
   * import { tensor } from '@hml/tensor';
   * import { SparseMatrix } from '@hml/tensor/sparse';
   * SparseMatrix.fromDense(tensor([[1, 2], [0, 3]])).scaleRows([10, 100]).toArray() // [[10, 20], [0, 300]]
   */
  scaleRows<A extends MatrixShape, E extends FloatDType, B extends Shape>(
    this: SparseMatrix<A, E>,
    factors: Factors<B> & CheckFactors<A[0], B>,
  ): SparseMatrix<A, E>;
  scaleRows(factors: unknown): SparseMatrix<S, D> {
    const csr = csrOf(this);
    const f = factorsOf('scaleRows', factors, csr.shape[0], 'row');
    const rows = rowsOfEntries(csr.shape[0], csr.indptr);
    return this.with(withEntries(csr, (value, e) => value * f[rows[e]]));
  }

  /**
   * Each column times a factor of its own: $A \operatorname{diag}(f)$.
   *
   * @throws ShapeError unless there is one factor for each column.
   * @example
   * import { tensor } from '@hml/tensor';
   * import { SparseMatrix } from '@hml/tensor/sparse';
   * SparseMatrix.fromDense(tensor([[1, 2], [0, 3]])).scaleColumns([10, 100]).toArray() // [[10, 200], [0, 300]]
   */
  scaleColumns<A extends MatrixShape, E extends FloatDType, B extends Shape>(
    this: SparseMatrix<A, E>,
    factors: Factors<B> & CheckFactors<A[1], B>,
  ): SparseMatrix<A, E>;
  scaleColumns(factors: unknown): SparseMatrix<S, D> {
    const csr = csrOf(this);
    const f = factorsOf('scaleColumns', factors, csr.shape[1], 'column');
    return this.with(withEntries(csr, (value, e) => value * f[csr.indices[e]]));
  }

  /**
   * Each entry replaced by what `entry` makes of it, its row and its column. Elements without an entry stay 0, whatever it would make of 0.
   *
   * @throws DTypeError for what is no function, or gives no number.
   * @example
   * import { tensor } from '@hml/tensor';
   * import { SparseMatrix } from '@hml/tensor/sparse';
   * SparseMatrix.fromDense(tensor([[4, 0], [0, 9]])).map(Math.sqrt).toArray() // [[2, 0], [0, 3]]
   */
  map(entry: (value: number, row: number, column: number) => number): SparseMatrix<S, D> {
    checkFunction('map', entry);
    const csr = csrOf(this);
    const rows = rowsOfEntries(csr.shape[0], csr.indptr);
    return this.with(withEntries(csr, (value, e) => asEntry('map', entry(value, rows[e], csr.indices[e]), e)));
  }

  /** The entries in another type. @throws DTypeError for one that is neither float64 nor float32. */
  cast<E extends FloatDType>(dtype: E): SparseMatrix<S, E> {
    checkFloatDType('cast', dtype);
    const csr = csrOf(this);
    return new SparseMatrix({ ...csr, shape: this.shape, dtype, data: asDType(dtype, csr.data) });
  }

  /** Without the entries that are 0. */
  eliminateZeros(): SparseMatrix<S, D> {
    return this.with(withoutZeros(csrOf(this)));
  }

  /** Whether the other matrix has the same shape and the same elements; an entry that is 0 equals none, NaN equals nothing. */
  equals(other: SparseMatrix): boolean {
    return agree(csrOf(this), entriesOf('equals', other), (a, b) => a === b);
  }

  /** Whether the other matrix has the same shape, and elements within tolerance: see {@link allClose} of tensors. */
  allClose(other: SparseMatrix, options?: CloseOptions): boolean {
    const { rtol, atol, equalNaN } = withDefaults('allClose', { rtol: 1e-5, atol: 1e-8, equalNaN: false }, options);
    return agree(csrOf(this), entriesOf('allClose', other), near(rtol, atol, equalNaN));
  }

  /** The matrix with all its elements. */
  toDense(): Tensor<S, D>;
  toDense(): Tensor {
    const { shape, dtype, data, indices, indptr } = csrOf(this);
    const [m, n] = shape;
    const y = allocateData('toDense', dtype, m * n);
    for (let i = 0; i < m; i++) for (let e = indptr[i]; e < indptr[i + 1]; e++) y[i * n + indices[e]] = data[e];
    return wrap(y, shape);
  }

  /** All elements as nested arrays. */
  toArray(): number[][] {
    const [m, n] = this.shape;
    const elements = copyOf(this.toDense());
    return Array.from({ length: m }, (_, i) => Array.from(elements.subarray(i * n, (i + 1) * n)));
  }

  /** Fresh lists of the entries and their places, row by row, from which {@link SparseMatrix.fromTriplets} makes the same matrix. */
  toTriplets(): TripletArrays<D>;
  toTriplets(): TripletArrays {
    const { shape, data, indices, indptr } = csrOf(this);
    return { rows: rowsOfEntries(shape[0], indptr), columns: indices.slice(), values: data.slice() };
  }

  /** The matrix as plain data for `JSON.stringify` or `structuredClone`; {@link SparseMatrix.fromJSON} makes the same bits of it. */
  toJSON(): SparseMatrixJson {
    return csrToJson(csrOf(this));
  }

  /** The shape and the entries as text, many of them shortened. */
  toString(): string {
    return formatSparse(csrOf(this));
  }

  /** What `console.log` shows in Node. @internal */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return formatSparse(csrOf(this));
  }

  private turn(): SparseMatrix<readonly [S[1], S[0]], D>;
  private turn(): SparseMatrix {
    if (this.#turned === undefined) {
      this.#turned = new SparseMatrix(transposed('T', csrOf(this)));
      this.#turned.#turned = this;
    }
    return this.#turned;
  }

  /** A matrix of the same shape and type. */
  private with(csr: Csr): SparseMatrix<S, D> {
    return new SparseMatrix({ ...csr, shape: this.shape, dtype: this.dtype });
  }
}
