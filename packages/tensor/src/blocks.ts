// The order of long sums is a promise: in float64 plain loops and kernels give the same bits. Both take it from here.

/**
 * How many terms an inner sum adds up from 0 before it joins the sum of those before: in products of matrices and what is built like
 * them (Gram matrices, gradients of linear models, squared distances, sums of columns).
 *
 * A panel of so many terms for one tile of results fits the first cache, and the error grows with the number of blocks, not of terms.
 */
export const innerBlock = 256;

/** How many elements of a line are added up, in whatever order the reduction or the scan says, before their sum is set aside. */
export const lineBlock = 1024;
