// One estimator, fitted and asked.
import { LinearRegression } from '@hml/classic/linear';

console.log(new LinearRegression().fit([[1], [2], [3]], [2, 4, 6]).predict([[4]]));
