import { EngineError } from '../../contract/engine-error.ts';
import type { TemplateFields } from '../../manifest/fields.ts';
import { rfc3339 } from '../../manifest/time-text.ts';
import type { CalledNode } from '../node/node-body.ts';
import { nodeId } from '../node/node-id.ts';
import { displayName } from '../node/node-name.ts';
import { hasEnded, type NodeFields, type NodePhase, type NodeType } from '../node/node-status.ts';
import type { RunNode } from '../node/run-node.ts';
import type { RunState } from '../run-state.ts';
import { findNode } from './find-node.ts';
import { keepTimes } from './kept-times.ts';
import { countNode } from './node-counts.ts';

/** Properties of a new node. */
export interface NewNode extends CalledNode {
  readonly type: NodeType;
  readonly phase: NodePhase;
  readonly message?: string | undefined;
  readonly template?: TemplateFields | undefined;
  /** Whether the node records the inputs of the template. See docs/semantics/nodes.md#node-inputs. */
  readonly withInputs?: boolean;
  /** Whether it waits for locks or its cache. It is created again when it starts. */
  readonly waiting?: true;
}

/** Adds a node to the run. */
export function createNode(run: RunState, given: NewNode): RunNode {
  const before = findNode(run, nodeId(run.identity.name, given.name));
  const startedAt = before?.waiting ? before.startedAt : run.now;
  const fields: NodeFields = {
    id: nodeId(run.identity.name, given.name),
    name: given.name,
    displayName: displayName(given.name, findNode(run, given.boundary)?.fields.name),
    type: given.type,
    templateScope: given.templateScope,
    phase: given.phase,
    startedAt: rfc3339(startedAt),
  };
  if (given.templateName) fields.templateName = given.templateName;
  if (given.templateRef) fields.templateRef = given.templateRef;
  if (given.boundary) fields.boundaryID = given.boundary;
  if (given.message) fields.message = given.message;
  const hooked = given.hookOwner !== undefined || given.hooked;
  // Argo's Retry node of a hook shares its flags with the attempts.
  const retried = given.retried || (hooked && given.type === 'Retry');
  if (hooked || retried)
    fields.nodeFlag = { ...(hooked && { hooked: true }), ...(retried && { retried: true }) };
  const ended = hasEnded(given.phase);
  if (ended) fields.finishedAt = rfc3339(run.now);
  const inputs = given.template?.inputs;
  if (given.withInputs && (inputs?.parameters?.length || inputs?.artifacts?.length)) fields.inputs = inputs;
  const node: RunNode = {
    fields,
    ...(given.hookOwner !== undefined && { hookOwner: given.hookOwner }),
    ...(given.waiting && { waiting: true }),
    startedAt,
    ...(ended && { finishedAt: run.now }),
    ...(given.template && { template: given.template }),
    activePods: 0,
    activeChildren: 0,
    unsuccessfulChildren: 0,
  };
  assertOwnId(run, fields);
  if (!Object.hasOwn(run.nodes, fields.id)) takeNode(run);
  run.nodes[fields.id] = node;
  if (ended) keepTimes(run, node);
  countNode(run, node, undefined);
  if (given.template?.metrics?.prometheus?.length && given.type !== 'Skipped')
    run.measured[fields.id] ??= 'new';
  return node;
}

/** Fewest nodes that a run may have, however few iterations it is allowed. */
const MINIMUM_NODE_LIMIT = 100_000;

/** Counts a new node. Templates that call themselves would otherwise make nodes until memory runs out. */
function takeNode(run: RunState): void {
  const limit = Math.max(MINIMUM_NODE_LIMIT, 10 * run.limits.iterations);
  run.nodeCount += 1;
  if (run.nodeCount <= limit) return;
  throw new EngineError(
    'ENGINE_TOO_MANY_NODES',
    `The workflow has more than ${limit} nodes, the limit of a local run. If a template calls itself, let a \`when\` end that. To raise the limit, allow more iterations, ten nodes for each: \`tiphys run --max-iterations ${Math.ceil(limit / 5)}\` or the option \`maximumIterations\`.`,
  );
}

/**
 * Refuses an id that another node has. Argo's ids are 32-bit hashes of names, so two of some ten thousand nodes may collide, and one would
 * replace the other.
 */
function assertOwnId(run: RunState, { id, name }: NodeFields): void {
  const other = run.nodes[id]?.fields.name;
  if (other === undefined || other === name) return;
  throw new EngineError(
    'ENGINE_SAME_NODE_ID',
    `Argo gives the nodes "${shortName(other)}" and "${shortName(name)}" the same id, ${id}. One would replace the other, here and in a cluster. Rename the workflow or one of the tasks, or loop over fewer items.`,
  );
}

/** Most characters of a name in a message. */
const MOST_CHARACTERS = 120;

/** Leaves out the middle of a long name. */
function shortName(name: string): string {
  const half = MOST_CHARACTERS / 2;
  return name.length <= MOST_CHARACTERS ? name : `${name.slice(0, half)}…${name.slice(-half)}`;
}

/** The ids of the children of nodes with many of them, to find one fast. */
const childSets = new WeakMap<string[], Set<string>>();

/** Adds an edge of the graph, if it is new. */
export function addChild(parent: RunNode, child: RunNode): void {
  addChildId(parent, child.fields.id);
}

/** Adds an edge to a node that may not exist yet, if it is new. */
export function addChildId(parent: RunNode, id: string): void {
  parent.fields.children ??= [];
  const { children } = parent.fields;
  let known = childSets.get(children);
  if (known === undefined || known.size !== children.length) {
    known = new Set(children);
    childSets.set(children, known);
  }
  if (known.has(id)) return;
  known.add(id);
  children.push(id);
}

function releaseLocks(run: RunState, nodeId: string): void {
  if (!Object.hasOwn(run.locks, nodeId)) return;
  delete run.locks[nodeId];
  run.commands.push({ kind: 'release', nodeId });
}

/** Changes the phase and message of a node. An undefined message keeps the old one. */
export function setPhase(run: RunState, node: RunNode, phase: NodePhase, message?: string): void {
  const before = node.fields.phase;
  node.fields.phase = phase;
  if (hasEnded(phase)) {
    delete node.fields.daemoned;
    releaseLocks(run, node.fields.id);
  }
  if (message !== undefined) node.fields.message = message;
  if (hasEnded(phase) && node.finishedAt === undefined) {
    node.finishedAt = run.now;
    node.fields.finishedAt = rfc3339(run.now);
    keepTimes(run, node);
  }
  if (before !== phase) countNode(run, node, before);
}

/** Gives a node that ends now the times at which its work was done before. */
export function setTimes(
  run: RunState,
  node: RunNode,
  times: { readonly startedAt?: number; readonly finishedAt?: number },
): void {
  if (times.startedAt !== undefined) {
    node.startedAt = Math.min(times.startedAt, run.now);
    node.fields.startedAt = rfc3339(node.startedAt);
  }
  if (times.finishedAt === undefined) return;
  node.finishedAt = Math.min(Math.max(times.finishedAt, node.startedAt), run.now);
  node.fields.finishedAt = rfc3339(node.finishedAt);
}
