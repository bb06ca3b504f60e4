import { type ComputationGraph, type ComputationNode, graphOf } from '@hml/autograd';
import { add, mul, square, sub, type Tensor, tanh, tensor } from '@hml/tensor';
import { diagram, type Figure } from '@hml/viz';

type Scalar = Tensor<readonly []>;

/** A neuron with one input, and how far it misses: $L = (\tanh(w x + b) - y)^2$. */
function loss({ w, x, b, y }: Readonly<Record<'w' | 'x' | 'b' | 'y', Scalar>>): Scalar {
  return square(sub(tanh(add(mul(w, x), b)), y));
}

/** The graph of the neuron at one point, with the value of every step and the derivative of the loss by it. */
export function neuron(): ComputationGraph {
  return graphOf(loss, { w: tensor(2), x: tensor(0.5), b: tensor(-0.5), y: tensor(1) });
}

/** The graph as boxes and arrows: name, value, and derivative of the output. */
export function picture({ nodes, edges }: ComputationGraph): Figure {
  const boxes = nodes.map((node) => ({ id: node.id, lines: linesOf(node), group: node.kind === 'op' ? 'ops' : 'inputs' }));
  return diagram(boxes, edges, { title: 'A neuron and its loss' });
}

function linesOf({ name, value, gradient }: ComputationNode): string[] {
  return [name, `= ${short(value)}`, `∂L = ${short(gradient)}`];
}

function short(value: unknown): string {
  return typeof value === 'number' ? String(Number(value.toPrecision(4))) : '–';
}
