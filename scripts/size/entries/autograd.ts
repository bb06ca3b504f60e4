// The derivatives that a program takes while it runs.
import { grad, jvp, valueAndGrad, vjp } from '@hml/autograd';

console.log(grad, jvp, valueAndGrad, vjp);
