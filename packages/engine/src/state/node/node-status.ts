import type { ArtifactFields, ParameterFields, TemplateReference } from '../../manifest/fields.ts';

/** Phase of a node. */
export type NodePhase = 'Pending' | 'Running' | 'Succeeded' | 'Skipped' | 'Failed' | 'Error' | 'Omitted';
/** Type of a node in the graph. */
export type NodeType =
  | 'Pod'
  | 'Container'
  | 'Steps'
  | 'StepGroup'
  | 'DAG'
  | 'TaskGroup'
  | 'Retry'
  | 'Skipped'
  | 'Suspend'
  | 'HTTP'
  | 'Plugin';

/** Inputs of a node. */
export interface NodeInputs {
  readonly parameters?: readonly ParameterFields[];
  readonly artifacts?: readonly ArtifactFields[];
}

/** Outputs of a node. */
export interface NodeOutputs {
  readonly parameters?: readonly ParameterFields[];
  readonly artifacts?: readonly ArtifactFields[];
  readonly result?: string;
  readonly exitCode?: string;
}

/** A node as in `status.nodes`. The run changes it in place. */
export interface NodeFields {
  id: string;
  name: string;
  displayName: string;
  type: NodeType;
  templateName?: string;
  templateRef?: TemplateReference;
  templateScope?: string;
  phase: NodePhase;
  boundaryID?: string;
  message?: string;
  startedAt: string;
  finishedAt?: string;
  progress?: string;
  nodeFlag?: { hooked?: boolean; retried?: boolean };
  inputs?: NodeInputs;
  outputs?: NodeOutputs;
  children?: string[];
  outboundNodes?: string[];
  memoizationStatus?: { hit: boolean; key: string; cacheName: string };
  /** Whether it is a daemon that is ready: it counts as ended while it runs. */
  daemoned?: boolean;
  podIP?: string;
  synchronizationStatus?: { waiting: string };
}

/** Tells whether a node has ended, or is a daemon that is ready. See docs/semantics/nodes.md#phases. */
export function isFulfilled({ phase, daemoned }: Pick<NodeFields, 'phase' | 'daemoned'>): boolean {
  return hasEnded(phase) || (daemoned === true && phase !== 'Pending');
}

/** Tells whether a node of this phase has ended. */
export function hasEnded(phase: NodePhase): boolean {
  return phase !== 'Pending' && phase !== 'Running';
}

/** Tells whether a node of this phase has run to its end, successfully or not. */
export function isCompleted(phase: NodePhase): boolean {
  return phase === 'Succeeded' || phase === 'Failed' || phase === 'Error';
}

/** Tells whether this phase means failure. */
export function isFailedOrError(phase: NodePhase): phase is 'Failed' | 'Error' {
  return phase === 'Failed' || phase === 'Error';
}
