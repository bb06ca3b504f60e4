import { add, NotDifferentiableError, type Tensor } from '@hml/tensor';
import { scope, type TapeNode, type WalkStep } from '@hml/tensor/extend';

/**
 * What the derivative `d` on one side of a node means for the other, by input `index`, added to what is known of it: in reverse the
 * cotangent of the output and that of the input, forward the tangent of the input and that of the output. A watcher sees each step.
 *
 * @throws NotDifferentiableError when the op declares no such rule.
 */
export function applyRule(direction: WalkStep['direction'], node: TapeNode, index: number, d: Tensor, before: Tensor | undefined): Tensor {
  const apply = (): Tensor => {
    const { op, inputs, value, attrs } = node;
    const application = { inputs, y: value, attrs };
    const term = direction === 'reverse' ? op?.vjp(application, index, d) : op?.jvp(application, index, d);
    if (term === undefined) throw noRule(op?.name ?? 'a leaf', direction, index);
    return before === undefined ? term : add(before, term);
  };
  const watcher = scope?.watcher;
  return watcher === undefined ? apply() : watcher.walked({ direction, node, index, d }, apply);
}

function noRule(name: string, direction: WalkStep['direction'], index: number): NotDifferentiableError {
  return new NotDifferentiableError({
    where: name,
    what: `${name} has no ${direction}-mode derivative by its input ${index}`,
    expected: 'ops that declare one',
    got: name,
    fix: 'keep it outside the differentiated function, or declare its vjp and jvp',
  });
}
