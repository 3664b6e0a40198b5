import type { NodeStatus, Workflow } from '@tiphys/models';
import { createColors } from 'picocolors';
import { describeMessage } from './failures/read-failures.ts';
import { formatSpan } from './format-duration.ts';
import { labelOf } from './node-label.ts';
import { pruneTrees, readNodeTrees, type TreeNode } from './node-tree.ts';
import { styleOfPhase } from './phase-style.ts';

/** Options of {@link renderTree}. */
export interface RenderTreeOptions {
  /** Whether to colour the text with terminal codes. @default false */
  readonly colour?: boolean;
  /** Whether to draw with Unicode signs and lines. @default true */
  readonly unicode?: boolean;
  /** Columns of the terminal. Longer rows are truncated. @default 100 */
  readonly width?: number;
  /** The phase to show in the title, such as `Interrupted`. @default that of the workflow */
  readonly phase?: string | undefined;
  /** The current time in milliseconds since the epoch, for the duration of running nodes. @default none is shown */
  readonly now?: number;
  /** Tells whether a node is shown. Those that it is under are shown, too. @default all are */
  readonly shows?: ((node: NodeStatus) => boolean) | undefined;
  /** Most rows under the title. Nodes that have ended are summed up first. @default no limit */
  readonly maxRows?: number;
}

interface Row {
  readonly lead: string;
  readonly text: string;
  readonly phase: string | undefined;
  readonly time: string;
  readonly message: string;
}

/**
 * Renders a workflow with status as a tree for the terminal: a row for each node with sign, name, duration and message. Ends with a line
 * feed.
 */
export function renderTree(workflow: Workflow, options: RenderTreeOptions = {}): string {
  const rows: Row[] = [];
  const writer = new RowWriter(rows, options);
  const { shows } = options;
  const trees = shows === undefined ? readNodeTrees(workflow) : pruneTrees(readNodeTrees(workflow), shows);
  writer.budget = options.maxRows ?? Number.POSITIVE_INFINITY;
  const [root, ...others] = trees;
  const below =
    root !== undefined && root.node.name === workflow.metadata.name
      ? [...simplify(root).children, ...others]
      : trees;
  writer.writeLevel(below, '', 1);
  return `${[titleOf(workflow, options), ...layOut(rows, options)].join('\n')}\n`;
}

/** Simplifies a tree: a level that contains only a loop shows its iterations. */
function simplify(tree: TreeNode): TreeNode {
  const [only] = tree.children;
  if (tree.children.length === 1 && only?.node.type === 'TaskGroup')
    return { node: tree.node, children: only.children };
  // A single attempt needs no row of its own.
  if (tree.node.type === 'Retry' && tree.children.length === 1 && only !== undefined)
    return { node: tree.node, children: only.children };
  return tree;
}

/** What a row without a node of its own has in common with others. */
const SUMMARY = { phase: undefined, time: '', message: '' } as const;

/** The level at which a deep tree, such as that of an endless recursion, is summed up. */
const DEEPEST = 10;

/** Levels under that one which are shown all the same. */
const MORE_LEVELS = 5;

/** Most causes of failure that are shown of what is summed up. */
const MOST_CAUSES = 3;

interface Collapsed {
  readonly text: string;
  /** The nodes that failed first, without what is under them. */
  readonly causes: readonly TreeNode[];
}

/** Sums up trees that are too deep to show; undefined if they are not. */
function collapse(trees: readonly TreeNode[]): Collapsed | undefined {
  const levels: (readonly TreeNode[])[] = [];
  for (let level = trees; level.length > 0; level = level.flatMap(({ children }) => children))
    levels.push(level);
  if (levels.length <= MORE_LEVELS) return undefined;
  const all = levels.flat();
  const causes = all.filter(
    ({ node, children }) => hasFailed(node) && !children.some((one) => hasFailed(one.node)),
  );
  return {
    text: `${levels.length} more levels: ${all.length} nodes`,
    causes: causes.slice(-MOST_CAUSES).map(({ node }) => ({ node, children: [] })),
  };
}

function hasFailed({ phase }: NodeStatus): boolean {
  return phase === 'Failed' || phase === 'Error';
}

class RowWriter {
  budget = Number.POSITIVE_INFINITY;
  private readonly rows: Row[];
  private readonly options: RenderTreeOptions;

  constructor(rows: Row[], options: RenderTreeOptions) {
    this.rows = rows;
    this.options = options;
  }

  writeLevel(trees: readonly TreeNode[], indent: string, depth: number): void {
    const below = depth === DEEPEST ? collapse(trees) : undefined;
    if (below !== undefined) {
      const last = this.options.unicode === false ? '`-' : '└─';
      this.rows.push({ ...SUMMARY, lead: `${indent}${last} `, text: below.text });
      this.writeLevel(below.causes, `${indent}   `, depth + 1);
      return;
    }
    const { shown, summed } = this.choose(trees);
    const [mid, last, bar] = this.options.unicode === false ? ['|-', '`-', '|  '] : ['├─', '└─', '│  '];
    shown.forEach((tree, index) => {
      const isLast = index === shown.length - 1 && summed.length === 0;
      this.rows.push(rowOf(tree.node, `${indent}${isLast ? last : mid} `, this.options));
      this.writeLevel(simplify(tree).children, `${indent}${isLast ? '   ' : bar}`, depth + 1);
    });
    if (summed.length > 0) this.rows.push({ ...SUMMARY, lead: `${indent}${last} `, text: sumUp(summed) });
  }

  /** Keeps running and failed nodes, or, if there are none, as many as fit, in the given order. */
  private choose(trees: readonly TreeNode[]): { shown: readonly TreeNode[]; summed: readonly TreeNode[] } {
    if (trees.length <= this.budget) {
      this.budget -= trees.length;
      return { shown: trees, summed: [] };
    }
    const room = Math.max(1, this.budget - 1);
    const urgent = trees.filter(({ node }) => isUrgent(node)).slice(0, room);
    const kept = new Set(urgent.length > 0 ? urgent : trees.slice(0, room));
    this.budget = Math.max(0, this.budget - kept.size - 1);
    return { shown: trees.filter((tree) => kept.has(tree)), summed: trees.filter((tree) => !kept.has(tree)) };
  }
}

function isUrgent(node: NodeStatus): boolean {
  return node.phase === 'Running' || hasFailed(node);
}

function sumUp(trees: readonly TreeNode[]): string {
  const counts = Map.groupBy(trees, ({ node }) => node.phase ?? 'Pending');
  return `${trees.length} more: ${[...counts].map(([phase, members]) => `${members.length} ${phase.toLowerCase()}`).join(', ')}`;
}

function rowOf(node: NodeStatus, lead: string, options: RenderTreeOptions): Row {
  return {
    lead,
    text: labelOf(node),
    phase: node.phase ?? 'Pending',
    time: timeOf(node, options),
    message: oneLine(node.message),
  };
}

function timeOf(node: NodeStatus, options: RenderTreeOptions): string {
  if (node.type === 'Skipped' || node.phase === 'Pending') return '';
  return formatSpan(node.startedAt, node.finishedAt ?? options.now);
}

function oneLine(message: string | undefined): string {
  return (message ?? '').replaceAll(/\s+/g, ' ').trim();
}

function titleOf(workflow: Workflow, options: RenderTreeOptions): string {
  const colours = createColors(options.colour === true);
  const { status } = workflow;
  const phase = options.phase ?? (status?.phase || 'Pending');
  const style = styleOfPhase(phase);
  const sign = options.unicode === false ? style.plainSign : style.sign;
  const facts = [status?.progress, formatSpan(status?.startedAt, status?.finishedAt ?? options.now)].filter(
    (fact) => fact !== undefined && fact !== '',
  );
  const message = oneLine(describeMessage(workflow));
  const name = workflow.metadata.name ?? workflow.metadata.generateName ?? '';
  return `${colours[style.terminalColour](sign)} ${colours.bold(name)}  ${colours[style.terminalColour](phase)}${facts.map((fact) => `  ${fact}`).join('')}${message === '' ? '' : `  ${message}`}`;
}

function layOut(rows: readonly Row[], options: RenderTreeOptions): string[] {
  const colours = createColors(options.colour === true);
  const width = options.width ?? 100;
  const widest = Math.min(
    rows.reduce((most, row) => Math.max(most, row.lead.length + row.text.length), 0),
    Math.max(20, Math.floor(width * 0.6)),
  );
  return rows.map((row) => {
    const style = styleOfPhase(row.phase);
    const sign =
      row.phase === undefined
        ? ''
        : `${colours[style.terminalColour](options.unicode === false ? style.plainSign : style.sign)} `;
    const room = Math.max(8, widest - row.lead.length);
    const text = cut(row.text, room);
    const gap = row.time === '' && row.message === '' ? '' : ' '.repeat(Math.max(0, room - text.length));
    const used = row.lead.length + 2 + room + 2 + 7;
    const time = row.time === '' && row.message === '' ? '' : `  ${row.time.padStart(7)}`;
    const message =
      row.message === '' ? '' : `  ${colours.dim(cut(row.message, Math.max(10, width - used - 2)))}`;
    return `${colours.dim(row.lead)}${sign}${row.phase === undefined ? colours.dim(text) : text}${gap}${time}${message}`.trimEnd();
  });
}

function cut(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, Math.max(1, room - 1))}…`;
}
