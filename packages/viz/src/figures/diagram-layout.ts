import { type EdgeLabel, Graph, type GraphLabel, layout, type NodeLabel } from '@dagrejs/dagre';
import type { Arrow, Box } from './diagram.ts';
import type { Drawing } from './figure.ts';

const CHARACTER = 7.2; // mean width of a 12-pixel character: boxes are laid out without measuring
const LINE = 16;

/** Places boxes and bends arrows, in pixels: ranks from left to right (`wide`) or from top to bottom (`tall`). */
export function layOut(boxes: readonly Box[], arrows: readonly Arrow[], form: 'wide' | 'tall'): Drawing {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>({ multigraph: true });
  graph.setGraph({ rankdir: form === 'wide' ? 'LR' : 'TB', nodesep: 16, ranksep: 34, marginx: 2, marginy: 2 });
  graph.setDefaultEdgeLabel(() => ({}));
  boxes.forEach(({ lines }, i) => {
    const letters = Math.max(2, ...lines.map((line) => line.length));
    graph.setNode(String(i), { width: letters * CHARACTER + 18, height: lines.length * LINE + 12 });
  });
  const places = new Map(boxes.map(({ id }, i) => [id, String(i)]));
  for (const [i, { from, to }] of arrows.entries()) graph.setEdge(places.get(from) ?? '', places.get(to) ?? '', {}, String(i));
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const groups = [...new Set(boxes.map(({ group }) => group))];
  return Object.freeze({
    width,
    height,
    boxes: boxes.map(({ lines, group }, i) => {
      const node = graph.node(String(i));
      return { x: node.x ?? 0, y: node.y ?? 0, width: node.width, height: node.height, lines, group, color: groups.indexOf(group) };
    }),
    arrows: graph.edges().map((edge) => {
      const points = graph.edge(edge).points ?? [];
      return { x: Float64Array.from(points, (point) => point.x), y: Float64Array.from(points, (point) => point.y) };
    }),
  });
}
