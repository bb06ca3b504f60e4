import { isTensor, type JsonNumber, type Tensor } from '@hml/tensor';
import { describeValue, isAbstract, type Op, untaped, type Watcher } from '@hml/tensor/extend';
import type { ComputationGraph, ComputationNode, JsonValue } from './computation-graph.ts';

/** A value as it was seen; names and numbers come at the end, when it is known what the output depends on. */
interface Note {
  readonly kind: ComputationNode['kind'];
  readonly name: string;
  readonly attrs: unknown;
  readonly operands: readonly Note[];
  readonly value: Tensor;
}

/** Writes down every op it is told of, beneath all tapes: the ops of gradients taken within the function too. */
export class GraphNotes implements Watcher {
  readonly #notes = new Map<Tensor, Note>();
  readonly #inputs: Note[] = [];
  readonly #maxElements: number;

  /** Notes that keep the elements of tensors up to this size. */
  constructor(maxElements: number) {
    this.#maxElements = maxElements;
  }

  /** An input under its name. */
  input(name: string, value: Tensor): void {
    const note: Note = { kind: 'input', name, attrs: undefined, operands: [], value };
    this.#inputs.push(note);
    this.#notes.set(value, note);
  }

  applied({ name }: Op, inputs: readonly Tensor[], attrs: unknown, value: Tensor): void {
    if (this.#notes.has(value)) return; // an op with nothing to do gave its input back
    this.#notes.set(value, { kind: 'op', name, attrs, operands: inputs.map((x) => this.#noteOf(x)), value });
  }

  walked(_step: unknown, rule: () => Tensor): Tensor {
    return rule();
  }

  /** The graph as far as `output` depends on it, with the gradients that are known. */
  graph(output: Tensor, gradients: ReadonlyMap<Tensor, Tensor>): ComputationGraph {
    const root = this.#noteOf(output);
    const order = [...new Set([...this.#inputs, ...inOrder(root)])];
    const ids = new Map(order.map((note, id) => [note, id]));
    const idOf = (note: Note): number => ids.get(note) ?? -1;
    const unique = numbered();
    const nodes = order.map((note): ComputationNode => {
      const { kind, name, attrs, operands, value } = note;
      const { shape, dtype } = value;
      const gradient = gradients.get(value);
      return {
        id: idOf(note),
        kind,
        name: unique(name),
        ...(kind === 'op' ? { op: name } : {}),
        ...(attrs === undefined ? {} : { attrs: attrsText(attrs) }),
        inputs: operands.map(idOf),
        shape,
        dtype,
        ...(this.#shows(value) ? { value: jsonOf(value) } : {}),
        ...(gradient !== undefined && this.#shows(gradient) ? { gradient: jsonOf(gradient) } : {}),
      };
    });
    const edges = nodes.flatMap(({ id, inputs }) => inputs.map((from, operand) => ({ from, to: id, operand })));
    return { nodes, edges, inputs: this.#inputs.map(idOf), output: idOf(root) };
  }

  #shows(x: Tensor): boolean {
    return !isAbstract(x) && x.size <= this.#maxElements;
  }

  /** What is known of a value; one never seen before comes from outside. */
  #noteOf(x: Tensor): Note {
    const value = untaped(x);
    const known = this.#notes.get(value);
    if (known !== undefined) return known;
    const note: Note = { kind: 'constant', name: 'constant', attrs: undefined, operands: [], value };
    this.#notes.set(value, note);
    return note;
  }
}

/** What `root` depends on, each value after its operands. Iterative: a chain of ops may be longer than the call stack. */
function inOrder(root: Note): Note[] {
  const order = new Set<Note>();
  const stack: Note[] = [root];
  while (stack.length > 0) {
    const top = stack[stack.length - 1];
    const missing = top.operands.filter((operand) => !order.has(operand));
    if (missing.length > 0) stack.push(...missing.reverse());
    else {
      order.add(top);
      stack.pop();
    }
  }
  return [...order];
}

/** Makes names unlike each other: the second `mul` is `mul_2`. */
function numbered(): (name: string) => string {
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  return (name) => {
    let unique = name;
    while (taken.has(unique)) {
      const count = (counts.get(name) ?? 1) + 1;
      counts.set(name, count);
      unique = `${name}_${count}`;
    }
    taken.add(unique);
    return unique;
  };
}

/** What an op was told, as text: tensors by their kind, functions by their name. */
function attrsText(attrs: unknown): string {
  const shown = (_key: string, value: unknown): unknown => {
    if (isTensor(value) || ArrayBuffer.isView(value)) return describeValue(value);
    if (typeof value === 'function') return value.name;
    return typeof value === 'number' ? jsonNumber(value) : value;
  };
  return JSON.stringify(attrs, shown);
}

/** Elements nested as the shape says, with texts for what JSON has no number for. */
function jsonOf(x: Tensor): JsonValue {
  const visit = (part: unknown): JsonValue => {
    if (Array.isArray(part)) return part.map(visit);
    return typeof part === 'boolean' ? part : jsonNumber(Number(part));
  };
  return visit(x.toArray());
}

function jsonNumber(value: number): JsonNumber {
  if (Number.isNaN(value)) return 'NaN';
  if (Object.is(value, -0)) return '-0';
  return value === Infinity ? 'Infinity' : value === -Infinity ? '-Infinity' : value;
}
