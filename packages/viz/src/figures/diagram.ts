import { DataError, OptionError } from '@hml/tensor';
import { describeValue } from '@hml/tensor/extend';
import { layOut } from './diagram-layout.ts';
import type { Figure, FigureOptions } from './figure.ts';
import { checkOptions, makeFigure } from './make-figure.ts';

/** A box of a diagram. */
export interface Box {
  /** Unlike all others; arrows name it. */
  readonly id: string | number;
  /** What stands in it, the first line in bold. */
  readonly lines: readonly string[];
  /** Boxes of a group share a colour, and an entry in the legend. */
  readonly group?: string;
}

/** An arrow from one box to another. */
export interface Arrow {
  /** The `id` of the box it leaves. */
  readonly from: string | number;
  /** The `id` of the box it points to. */
  readonly to: string | number;
}

/**
 * Boxes and arrows: the graph of a computation, the nodes of a tree. Each box stands behind those that point to it.
 *
 * The layout is made with dagre, twice: from left to right for wide pictures, from top to bottom for narrow ones.
 *
 * @throws DataError when there is no box, two have the same id, or an arrow names a box that does not exist.
 * @throws OptionError when an option does not exist.
 *
 * @example
 * import { diagram } from '@hml/viz';
 * const figure = diagram([{ id: 'x', lines: ['x', '3'] }, { id: 'y', lines: ['x²', '9'] }], [{ from: 'x', to: 'y' }]);
 * const [layer] = figure.layers;
 * layer.kind === 'diagram' && layer.wide.boxes.map((box) => box.lines[1]) // ['3', '9']
 * diagram([], []) // throws DataError: diagram: there is nothing to draw
 */
export function diagram(boxes: readonly Box[], arrows: readonly Arrow[], options: Pick<FigureOptions, 'title'> = {}): Figure {
  checkOptions('diagram', options, []);
  const axes = Object.keys(options).find((name) => name !== 'title');
  if (axes !== undefined) {
    throw new OptionError({
      where: 'diagram',
      what: 'a diagram has no axes',
      expected: 'title alone',
      got: axes,
      fix: `leave out ${axes}`,
    });
  }
  checkBoxes(boxes, arrows);
  const layer = { kind: 'diagram', wide: layOut(boxes, arrows, 'wide'), tall: layOut(boxes, arrows, 'tall') } as const;
  return makeFigure('diagram', [layer], options, 0);
}

function checkBoxes(boxes: readonly Box[], arrows: readonly Arrow[]): void {
  const refuse = (what: string, expected: string, got: string): never => {
    throw new DataError({ where: 'diagram', what, expected, got, fix: 'diagram([{ id, lines }], [{ from, to }])' });
  };
  if (!Array.isArray(boxes) || !Array.isArray(arrows)) refuse('boxes and arrows are no lists', 'two arrays', describeValue(boxes));
  if (boxes.length === 0) refuse('there is nothing to draw', 'at least one box', 'none');
  const ids = new Set<string | number>();
  for (const { id } of boxes) {
    if (ids.has(id)) refuse('two boxes have the same id', 'an id for each box', describeValue(id));
    ids.add(id);
  }
  const lost = arrows.find(({ from, to }) => !ids.has(from) || !ids.has(to));
  if (lost !== undefined) refuse('an arrow names a box that does not exist', 'ids of boxes', `${lost.from} → ${lost.to}`);
}
