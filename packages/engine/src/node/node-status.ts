import type { ArtifactFields, ParameterFields, TemplateReference } from '../manifest/fields.ts';

/** How far a node is. */
export type NodePhase = 'Pending' | 'Running' | 'Succeeded' | 'Skipped' | 'Failed' | 'Error' | 'Omitted';
/** What a node stands for in the graph. */
export type NodeType = 'Pod' | 'Steps' | 'StepGroup' | 'DAG' | 'TaskGroup' | 'Retry' | 'Skipped' | 'Suspend';

/** What a node was given. */
export interface NodeInputs {
  readonly parameters?: readonly ParameterFields[];
  readonly artifacts?: readonly ArtifactFields[];
}

/** What a node gave. */
export interface NodeOutputs {
  readonly parameters?: readonly ParameterFields[];
  readonly artifacts?: readonly ArtifactFields[];
  readonly result?: string;
  readonly exitCode?: string;
}

/** A node as it stands in `status.nodes`; the run changes it in place. */
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
}

/** Tells whether nothing more happens to a node of this phase. See docs/semantics/nodes.md#phases. */
export function isFulfilled(phase: NodePhase): boolean {
  return phase !== 'Pending' && phase !== 'Running';
}

/** Whether a node of this phase did its work, well or not. */
export function isCompleted(phase: NodePhase): boolean {
  return phase === 'Succeeded' || phase === 'Failed' || phase === 'Error';
}

/** Whether a node of this phase went wrong. */
export function isFailedOrError(phase: NodePhase): boolean {
  return phase === 'Failed' || phase === 'Error';
}
