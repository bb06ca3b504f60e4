import { add, Cell, type FloatDType, type Shape, type Tensor, zerosLike } from '@hml/tensor';
import { checkOptions, leaf, nodeOn, Tape, untaped } from '@hml/tensor/extend';
import { backward, topologicalOrder } from './backward.ts';
import { one } from './grad.ts';
import { checkFloating, checkScalar, cutOff } from './recording.ts';

/** Options of a {@link Parameter}. */
export interface ParameterOptions {
  /** Whether `loss.backward()` computes a gradient for it. @defaultValue true */
  readonly requiresGrad?: boolean;
}

/**
 * A cell that remembers its gradient, for those who come from PyTorch: ops that read it are noted, `loss.backward()` walks back from the
 * loss and adds to the `grad` of each parameter, until `zeroGrad()`.
 *
 * $$ \mathtt{grad} \mathrel{+}= \frac{\partial\, \mathrm{loss}}{\partial\, \mathtt{value}} $$
 *
 * It is the tape of `grad` and `valueAndGrad`, which take parameters like any cells; within one of their calls, a parameter that is listed
 * is that call's variable. What the tape holds lives as long as the results that were computed, and is let go by `backward`: update
 * parameters and evaluate models within `noGrad`. Under a trace, values and gradients are inputs and outputs of the graph.
 *
 * @throws DTypeError for integers and bools, which have no gradient.
 * @example
 * import { noGrad, Parameter } from '@hml/autograd';
 * import { mul, sub, sum, tensor } from '@hml/tensor';
 * const weight = new Parameter(tensor([3, 4]));
 * sum(mul(weight, weight)).backward();
 * weight.grad.toArray() // [6, 8]
 * noGrad(() => weight.assign(sub(weight, mul(weight.grad, 0.5))));
 * weight.value.toArray() // [0, 0]
 */
export class Parameter<S extends Shape = Shape, D extends FloatDType = FloatDType> extends Cell<S, D> {
  /** Whether `loss.backward()` computes a gradient for it: false freezes it. */
  requiresGrad: boolean;
  readonly #zeros: Tensor<S, D>;
  readonly #grad: Cell<S, D>;

  /** A parameter that holds `value` until it is assigned another. */
  constructor(value: Tensor<S, D>, options: ParameterOptions = {}) {
    super(value);
    checkOptions('Parameter', options, ['requiresGrad']);
    checkFloating('Parameter', value);
    this.requiresGrad = options.requiresGrad ?? true;
    this.#zeros = zerosLike(value);
    this.#grad = new Cell(this.#zeros);
  }

  /** What the parameter holds now, marked for `loss.backward()` if a gradient is required. */
  override get value(): Tensor<S, D> {
    const value = super.value;
    return this.requiresGrad || value.node?.attrs !== this ? value : untaped(value);
  }

  /** Each value is a leaf of the tape, one however often it is read. @internal */
  override mark(value: Tensor<S, D>): Tensor<S, D> {
    return leaf(tape, value, this).tensor;
  }

  /** The sum of the gradients since the last `zeroGrad()`: zeros before the first `backward`. */
  get grad(): Tensor<S, D> {
    return this.#grad.value;
  }

  /** Sets the gradient to zeros. */
  zeroGrad(): void {
    this.#grad.assign(this.#zeros);
  }

  /** Adds to the gradient, as `backward` does. @internal */
  accumulate(gradient: Tensor<S, D>): void {
    const { grad } = this;
    this.#grad.assign(grad === this.#zeros ? gradient : add<S, D>(grad, gradient));
  }
}

/** The tape of all parameters: beneath every other, and never closed. It holds nothing; its notes live as long as what was computed. */
const tape = new Tape(0, (loss, options = {}) => {
  checkOptions('backward', options, ['retainGraph']);
  checkScalar('backward', loss);
  const root = nodeOn(tape, loss);
  if (root?.cut !== undefined) throw cutOff(root.cut, 'backward');
  const leaves = topologicalOrder(root === undefined ? [] : [root]).filter(({ op }) => op === undefined);
  const gradients = backward(root, one(loss), leaves, options.retainGraph !== true);
  leaves.forEach(({ attrs }, i) => {
    if (attrs instanceof Parameter) attrs.accumulate(gradients[i]);
  });
});
