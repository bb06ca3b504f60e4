import { grad, valueAndGrad } from '@hml/autograd';

console.log(grad, valueAndGrad);
