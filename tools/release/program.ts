// A first program as a user would write it, compiled against the packed archives by the release dry run.
import { grad } from '@hml/autograd';
import { LinearRegression } from '@hml/classic/linear';
import { matmul, mul, sum, type Tensor, tensor } from '@hml/tensor';

const a = tensor([
  [1, 2, 3],
  [4, 5, 6],
]);
const product: Tensor<readonly [2, 2]> = matmul(a, a.mT);
const gradient = grad((x: Tensor) => sum(mul(x, x)))(product);
const predictions: Float64Array = new LinearRegression().fit([[1], [2], [3]], [2, 4, 6]).predict([[4]]);

console.log(gradient.toArray(), predictions);
