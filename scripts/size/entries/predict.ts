// A saved model, loaded and asked: nothing of fitting may come along.
import { LinearRegressionModel } from '@hml/classic/linear';

console.log(LinearRegressionModel.fromJSON(JSON.parse(String(localStorage.getItem('model')))).predict([[4]]));
