import type { Template, Workflow, WorkflowSpec, WorkflowStatus } from '@tiphys/models';
import { changeFields, nonEmptyMap } from '../change-fields.ts';
import { isFinalPhase } from '../nodes/node-phase.ts';
import { expandNodes } from '../nodes/read-nodes.ts';
import { OperationError } from '../operation-error.ts';
import { overrideParameters, type ParameterValue } from '../parameters.ts';
import { LABELS } from '../well-known-names.ts';
import { memoizedStatus } from './memoized-status.ts';

/** Options of {@link resubmit} that do not depend on `memoized`. */
interface CommonOptions {
  readonly parameters?: readonly ParameterValue[];
  /** The new `spec.priority`. The command `argo resubmit` accepts it, and does not send it. */
  readonly priority?: number;
  /** Labels that the new workflow has in addition to those that it inherits. */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Templates of other objects, by their keys in `status.storedTemplates`. Argo reads them when it validates the new workflow. By default
   * they are those of the original: pass them if the objects may have changed since.
   */
  readonly storedTemplates?: Readonly<Record<string, Template>>;
}

/** Options of {@link resubmit}. */
export type ResubmitOptions = CommonOptions &
  (
    | { readonly memoized?: false }
    | {
        /** Whether the results of pods that succeeded are used again. */
        readonly memoized: true;
        readonly now: Date;
        /** Random lower-case letters and digits, usually five, that the new name ends with. */
        readonly suffix: string;
      }
  );

/** Labels that say something about the workflow that is resubmitted, not about the new one. */
const LABELS_LEFT_OUT: ReadonlySet<string> = new Set([
  LABELS.creator,
  LABELS.creatorEmail,
  LABELS.creatorPreferredUsername,
  LABELS.phase,
  LABELS.completed,
  LABELS.archivingStatus,
]);

/**
 * Returns a new workflow that runs another one again, as `argo resubmit` submits it. It has a `generateName`, and a name only if it is
 * memoized. See docs/semantics/suspend-and-stop.md#resubmit.
 *
 * @throws {OperationError} `OPERATIONS_NOT_FAILED` if `memoized` is set and the workflow is neither Failed nor Error;
 * `OPERATIONS_NODES_MISSING`
 */
export function resubmit(workflow: Workflow, options: ResubmitOptions = {}): Workflow {
  const fresh = overrideParameters(copyForResubmit(workflow, options), options.parameters ?? []);
  if (options.memoized !== true) return fresh;
  const { phase } = workflow.status ?? {};
  if (!isFinalPhase(phase) || phase === 'Succeeded')
    throw new OperationError(
      'OPERATIONS_NOT_FAILED',
      'workflow must be Failed/Error to resubmit in memoized mode',
      { advice: 'Resubmit it without memoized' },
    );
  const name = `${fresh.metadata.generateName}${options.suffix}`;
  return {
    ...fresh,
    metadata: { ...fresh.metadata, name },
    status: { ...fresh.status, ...memoizedStatus(expandNodes(workflow), name, options.now) },
  };
}

function copyForResubmit(workflow: Workflow, options: CommonOptions): Workflow {
  const { labels, priority, storedTemplates = workflow.status?.storedTemplates ?? {} } = options;
  const { generateName, name, namespace, annotations, ownerReferences } = workflow.metadata;
  const inherited = Object.entries(workflow.metadata.labels ?? {}).filter(
    ([label]) => !LABELS_LEFT_OUT.has(label),
  );
  return {
    apiVersion: workflow.apiVersion,
    kind: workflow.kind,
    metadata: {
      generateName: generateName || `${name}-`,
      ...(namespace === undefined ? {} : { namespace }),
      labels: { ...Object.fromEntries(inherited), [LABELS.previousWorkflow]: name ?? '', ...labels },
      ...(annotations === undefined ? {} : { annotations: nonEmptyMap(annotations) }),
      ...(ownerReferences === undefined ? {} : { ownerReferences }),
    },
    spec: freshSpec(workflow.spec, priority),
    status: changeFields<WorkflowStatus>({}, { storedTemplates: nonEmptyMap(storedTemplates) }),
  };
}

function freshSpec(spec: WorkflowSpec, priority: number | undefined): WorkflowSpec {
  return changeFields(spec, {
    shutdown: undefined,
    // A deadline of zero is how older versions of Argo terminated workflows.
    activeDeadlineSeconds: spec.activeDeadlineSeconds === 0 ? undefined : spec.activeDeadlineSeconds,
    priority: priority ?? spec.priority,
  });
}
