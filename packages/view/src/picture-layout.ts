import dagre from '@dagrejs/dagre';
import type { NodeStatus, Workflow } from '@tiphys/models';
import { readNodeTrees, type TreeNode } from './node-tree.ts';
import { orderNodes } from './order-nodes.ts';

/** A point of a picture, in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A node in a picture, with its position in the box around it. */
export interface Box {
  readonly node: NodeStatus;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The nodes inside: the tasks of a DAG, the iterations of a loop, the attempts of a retry. */
  readonly children: readonly Box[];
  /** Lines between the children, relative to this box. */
  readonly edges: readonly (readonly Point[])[];
  /** How many children are not drawn. */
  readonly hidden: number;
}

const CARD = { width: 168, height: 46 };
const CHIP = { width: 132, height: 28, gap: 6 };
const PADDING = { side: 12, top: 34, bottom: 12 };
/** Most children of a box that are placed by their dependencies. More are placed in a grid. */
const MOST_PLACED = 150;
/** Most cells of a grid. */
const MOST_CELLS = 48;

interface Sized {
  readonly tree: TreeNode;
  readonly box: Omit<Box, 'x' | 'y'>;
}

/** Computes the position of each node of a run: nested boxes, left to right along the dependencies. */
export function layOutPicture(workflow: Workflow): Omit<Box, 'x' | 'y' | 'node'> {
  const trees = readNodeTrees(workflow);
  const [root, ...others] = trees;
  const top = root === undefined ? [] : root.children.length > 0 ? [...root.children, ...others] : trees;
  const edges = liftEdges(workflow, trees);
  return placeLevel(top, edges, { side: 16, top: 16, bottom: 16 });
}

type Edges = ReadonlyMap<string, ReadonlySet<string>>;

/** Returns the edges between siblings: each edge of the status, moved up to the two boxes in which its ends first differ. */
function liftEdges(workflow: Workflow, trees: readonly TreeNode[]): Edges {
  const chains = new Map<string, readonly string[]>();
  const visit = (tree: TreeNode, chain: readonly string[]): void => {
    const own = [...chain, tree.node.id];
    chains.set(tree.node.id, own);
    for (const child of tree.children) visit(child, own);
  };
  for (const tree of trees) visit(tree, []);
  const nodes = workflow.status?.nodes ?? {};
  const edges = new Map<string, Set<string>>();
  for (const node of orderNodes(workflow)) {
    if (node.type === 'StepGroup') continue;
    for (const child of throughStepGroups(node, nodes))
      addLifted(edges, chains.get(node.id), chains.get(child));
  }
  return edges;
}

function throughStepGroups(node: NodeStatus, nodes: Readonly<Record<string, NodeStatus>>): string[] {
  return (node.children ?? []).flatMap((id) => {
    const child = nodes[id];
    return child?.type === 'StepGroup' ? throughStepGroups(child, nodes) : [id];
  });
}

function addLifted(
  edges: Map<string, Set<string>>,
  from: readonly string[] | undefined,
  to: readonly string[] | undefined,
): void {
  if (from === undefined || to === undefined) return;
  let depth = 0;
  while (depth < from.length && from[depth] === to[depth]) depth += 1;
  const source = from[depth];
  const target = to[depth];
  if (source === undefined || target === undefined) return;
  const targets = edges.get(source);
  if (targets === undefined) edges.set(source, new Set([target]));
  else targets.add(target);
}

function sizeOf(tree: TreeNode, edges: Edges): Sized {
  const children =
    tree.children.length === 1 && tree.children[0]?.node.type === 'TaskGroup'
      ? tree.children[0].children
      : tree.children;
  if (children.length === 0 || (tree.node.type === 'Retry' && children.length === 1)) {
    return { tree, box: { node: tree.node, ...CARD, children: [], edges: [], hidden: 0 } };
  }
  return { tree, box: { node: tree.node, ...placeLevel(children, edges, PADDING) } };
}

type Level = Omit<Box, 'x' | 'y' | 'node'>;

function placeLevel(trees: readonly TreeNode[], edges: Edges, inset: typeof PADDING): Level {
  const isGrid =
    trees.length > MOST_PLACED ||
    (trees.length > 1 &&
      trees.every(({ node, children }) => children.length === 0 && node.displayName?.endsWith(')') === true));
  return isGrid
    ? placeGrid(trees, inset)
    : placeGraph(
        trees.map((tree) => sizeOf(tree, edges)),
        edges,
        inset,
      );
}

function placeGrid(trees: readonly TreeNode[], inset: typeof PADDING): Level {
  const shown = trees.slice(0, MOST_CELLS);
  const columns = shown.length <= 6 ? 1 : Math.ceil(Math.sqrt(shown.length / 2));
  const rows = Math.ceil(shown.length / columns);
  const children = shown.map(({ node }, index) => ({
    node,
    x: inset.side + Math.floor(index / rows) * (CHIP.width + CHIP.gap),
    y: inset.top + (index % rows) * (CHIP.height + CHIP.gap),
    width: CHIP.width,
    height: CHIP.height,
    children: [],
    edges: [],
    hidden: 0,
  }));
  const hidden = trees.length - shown.length;
  return {
    width: 2 * inset.side + columns * (CHIP.width + CHIP.gap) - CHIP.gap,
    height: inset.top + inset.bottom + rows * (CHIP.height + CHIP.gap) - CHIP.gap + (hidden > 0 ? 20 : 0),
    children,
    edges: [],
    hidden,
  };
}

function placeGraph(sized: readonly Sized[], edges: Edges, inset: typeof PADDING): Level {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 16, ranksep: 44 });
  const ids = new Set(sized.map(({ tree }) => tree.node.id));
  for (const { tree, box } of sized) graph.setNode(tree.node.id, { width: box.width, height: box.height });
  for (const id of ids) {
    for (const target of edges.get(id) ?? []) if (ids.has(target)) graph.setEdge(id, target, {});
  }
  dagre.layout(graph);
  const children = sized.map(({ tree, box }) => {
    const placed = graph.node(tree.node.id);
    return { ...box, x: inset.side + placed.x - box.width / 2, y: inset.top + placed.y - box.height / 2 };
  });
  const lines = graph
    .edges()
    .map((edge) => graph.edge(edge).points.map(({ x, y }) => ({ x: x + inset.side, y: y + inset.top })));
  const { width = 0, height = 0 } = graph.graph();
  return {
    width: Math.max(CARD.width, finite(width)) + 2 * inset.side,
    height: finite(height) + inset.top + inset.bottom,
    children,
    edges: lines,
    hidden: 0,
  };
}

// Replaces infinite sizes by 0: dagre returns -Infinity for a graph without nodes.
function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}
