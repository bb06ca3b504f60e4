// One iterative estimator, fitted and asked.
import { LinearRegressionGD } from '@hml/classic/linear';

console.log(new LinearRegressionGD().fit([[1], [2], [3]], [2, 4, 6]).predict([[4]]));
