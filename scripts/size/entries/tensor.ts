// Arithmetic and a product on the plain path: the smallest useful program.
import { add, div, matmul, mul, sub, tensor } from '@hml/tensor';

const a = tensor([
  [1, 2],
  [3, 4],
]);
console.log(matmul(add(a, 1), sub(mul(a, a), div(a, 2))).toArray());
