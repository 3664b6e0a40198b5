import { EngineError } from '../../contract/engine-error.ts';
import type { TemplateFields, TemplateReference } from '../../manifest/fields.ts';
import { rfc3339 } from '../../semantics/values/time-parts.ts';
import type { RunState } from '../run-state.ts';
import { countNode } from './node-counts.ts';
import { nodeId } from './node-id.ts';
import { displayName } from './node-name.ts';
import { isFulfilled, type NodeFields, type NodePhase, type NodeType } from './node-status.ts';
import type { RunNode } from './run-node.ts';

/** Properties of a new node. */
export interface NewNode {
  readonly name: string;
  readonly type: NodeType;
  readonly phase: NodePhase;
  readonly message?: string | undefined;
  readonly boundary?: RunNode | undefined;
  /** Scope of the caller, `local/wf`. */
  readonly templateScope: string;
  readonly templateName?: string | undefined;
  readonly templateRef?: TemplateReference | undefined;
  /** The node that this one is a hook or the exit handler of. */
  readonly hookOwner?: RunNode | undefined;
  readonly retried?: boolean | undefined;
  readonly template?: TemplateFields | undefined;
  /** Whether the node records the inputs of the template. See docs/semantics/nodes.md#node-inputs. */
  readonly withInputs?: boolean;
}

/** Adds a node to the run. */
export function createNode(run: RunState, given: NewNode): RunNode {
  const fields: NodeFields = {
    id: nodeId(run.identity.name, given.name),
    name: given.name,
    displayName: displayName(given.name, given.boundary?.fields.name),
    type: given.type,
    templateScope: given.templateScope,
    phase: given.phase,
    startedAt: rfc3339(run.now),
  };
  if (given.templateName) fields.templateName = given.templateName;
  if (given.templateRef) fields.templateRef = given.templateRef;
  if (given.boundary) fields.boundaryID = given.boundary.fields.id;
  if (given.message) fields.message = given.message;
  if (given.hookOwner || given.retried) {
    fields.nodeFlag = { ...(given.hookOwner && { hooked: true }), ...(given.retried && { retried: true }) };
  }
  const fulfilled = isFulfilled(given.phase);
  if (fulfilled) fields.finishedAt = fields.startedAt;
  const inputs = given.template?.inputs;
  if (given.withInputs && (inputs?.parameters?.length || inputs?.artifacts?.length)) fields.inputs = inputs;
  const node: RunNode = {
    fields,
    boundary: given.boundary,
    hookOwner: given.hookOwner,
    children: [],
    childIds: new Set(),
    startedAt: run.now,
    finishedAt: fulfilled ? run.now : undefined,
    template: given.template,
    activity: undefined,
    activePods: 0,
    activeChildren: 0,
    unsuccessfulChildren: 0,
  };
  assertOwnId(run, fields);
  run.nodes.set(fields.id, node);
  run.nodesByName.set(fields.name, node);
  countNode(run, node, undefined);
  return node;
}

/**
 * Refuses an id that another node has. Argo's ids are 32-bit hashes of names, so two of some ten thousand nodes may collide, and one would
 * replace the other.
 */
function assertOwnId(run: RunState, { id, name }: NodeFields): void {
  const other = run.nodes.get(id)?.fields.name;
  if (other === undefined || other === name) return;
  throw new EngineError(
    'ENGINE_SAME_NODE_ID',
    `Argo gives the nodes "${other}" and "${name}" the same id, ${id}. One would replace the other, here and in a cluster. Rename the workflow or one of the tasks, or loop over fewer items.`,
  );
}

/** Adds an edge of the graph, if it is new. */
export function addChild(parent: RunNode, child: RunNode): void {
  const id = child.fields.id;
  if (parent.childIds.has(id)) return;
  parent.childIds.add(id);
  parent.children.push(child);
  if (parent.fields.children) parent.fields.children.push(id);
  else parent.fields.children = [id];
}

/** Changes the phase and message of a node. An undefined message keeps the old one. */
export function setPhase(run: RunState, node: RunNode, phase: NodePhase, message?: string): void {
  const before = node.fields.phase;
  node.fields.phase = phase;
  if (message !== undefined) node.fields.message = message;
  if (isFulfilled(phase) && node.finishedAt === undefined) {
    node.finishedAt = run.now;
    node.fields.finishedAt = rfc3339(run.now);
  }
  if (before !== phase) countNode(run, node, before);
}
