import type { NodeStatus, Workflow } from '@tiphys/models';
import { shownLabel, shownName } from '@tiphys/models/facts';
import { RunsError } from './runs-error.ts';

/**
 * Returns the node that a word names: by its id, its name, its name without that of the run, or its display name if only one node has it. Names
 * may also be written as trees show them: with the original items of loops.
 *
 * @throws RunsError `RUNS_UNKNOWN_NODE` if there is none, or if several have the display name
 */
export function findNode(workflow: Workflow, word: string): NodeStatus {
  const run = workflow.metadata.name ?? '';
  const nodes = Object.values(workflow.status?.nodes ?? {});
  const { only, named } = lookUp(workflow, word);
  if (only !== undefined) return only;
  const known = named.length > 0 ? named : nodes.filter(({ type }) => type !== 'StepGroup');
  const names = known.slice(0, 20).map(({ name }) => name);
  const rest = known.length > names.length ? `, and ${known.length - names.length} more` : '';
  const list = names.length === 0 ? 'It has no nodes yet.' : `Its nodes: ${names.join(', ')}${rest}.`;
  const problem = named.length > 0 ? `${named.length} nodes called "${word}"` : `no node "${word}"`;
  throw new RunsError('RUNS_UNKNOWN_NODE', `The run ${run} has ${problem}. ${list}`, { run });
}

/** A node that a word names, or the loop whose items it names. */
export interface NodeOrLoop {
  /** The start of the names of all nodes that belong to it: see {@link isUnder}. */
  readonly name: string;
  /** Undefined for a loop of steps, which has no node of its own. */
  readonly node?: NodeStatus;
}

/**
 * Returns the node that a word names as {@link findNode} does, or else the loop whose items it names without their indexes: `price` for `price(0:a)` and
 * `price(1:b)`.
 *
 * @throws RunsError `RUNS_UNKNOWN_NODE` if there is none, or if there are several
 */
export function findNodeOrLoop(workflow: Workflow, word: string): NodeOrLoop {
  const { only, named } = lookUp(workflow, word);
  if (only !== undefined) return { name: only.name, node: only };
  const run = workflow.metadata.name ?? '';
  const loops = named.length > 0 ? [] : loopsCalled(Object.values(workflow.status?.nodes ?? {}), word, run);
  const [loop, ...others] = loops;
  if (loop === undefined) {
    const node = findNode(workflow, word);
    return { name: node.name, node };
  }
  if (others.length === 0) return { name: loop };
  const list = loops.slice(0, 20).map(shownName).join(', ');
  const rest = loops.length > 20 ? `, and ${loops.length - 20} more` : '';
  throw new RunsError(
    'RUNS_UNKNOWN_NODE',
    `The run ${run} has ${loops.length} loops called "${word}". Name one of them: ${list}${rest}.`,
    { run },
  );
}

interface LookedUp {
  /** The node, if there is one. */
  readonly only: NodeStatus | undefined;
  /** All nodes with the display name. */
  readonly named: readonly NodeStatus[];
}

function lookUp(workflow: Workflow, word: string): LookedUp {
  const run = workflow.metadata.name ?? '';
  const nodes = Object.values(workflow.status?.nodes ?? {});
  const ofPod = podNameOf(workflow, word);
  const exact = nodes.find(
    ({ id, name }) => id === word || name === word || name === `${run}.${word}` || id === ofPod,
  );
  if (exact !== undefined) return { only: exact, named: [exact] };
  const named = nodesCalled(nodes, word, run);
  return { only: named.length === 1 ? named[0] : undefined, named };
}

/** The display name of an item of a loop, or of an attempt of it. */
const ITEM_LABEL = /^(.+?)\(\d+:.*\)$/s;

/** Returns the names, without items, of the loops that a word names: that with the whole name if there is one. */
function loopsCalled(nodes: readonly NodeStatus[], word: string, run: string): readonly string[] {
  const called = nodes.flatMap(({ name, displayName = '' }) => {
    const [, label] = ITEM_LABEL.exec(displayName) ?? [];
    if (label === undefined || !name.endsWith(displayName)) return [];
    const loop = name.slice(0, name.length - displayName.length + label.length);
    return [{ loop, label, names: [loop, shownName(loop)] }];
  });
  const whole = called.filter(({ names }) =>
    names.some((name) => name === word || name === `${run}.${word}`),
  );
  const chosen = whole.length > 0 ? whole : called.filter(({ label }) => label === word);
  return [...new Set(chosen.map(({ loop }) => loop))];
}

/** Returns the nodes with a display name; if there are none, those that are shown with it, or with that name. */
function nodesCalled(nodes: readonly NodeStatus[], word: string, run: string): readonly NodeStatus[] {
  const raw = nodes.filter(({ displayName }) => displayName === word);
  if (raw.length > 0) return raw;
  return nodes.filter(({ displayName = '', name }) => {
    const shown = shownName(name);
    return shownLabel(displayName) === word || shown === word || shown === `${run}.${word}`;
  });
}

/** Returns the id of the node of a pod name: `hello-main-123` is the pod of `hello-123`. */
function podNameOf(workflow: Workflow, pod: string): string | undefined {
  const run = workflow.metadata.name ?? '';
  const hash = /-(\d+)$/.exec(pod)?.[1];
  return hash !== undefined && pod.startsWith(`${run}-`) ? `${run}-${hash}` : undefined;
}
