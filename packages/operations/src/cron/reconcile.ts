import type { CronWorkflow, CronWorkflowStatus, ObjectReference, Workflow } from '@tiphys/models';
import { changeFields, nonEmptyList } from '../change-fields.ts';
import { isFinalPhase } from '../nodes/node-phase.ts';
import { CRON_NAMES } from '../well-known-names.ts';

const SUCCESSFUL_LIMIT = 3;
const FAILED_LIMIT = 1;

/** Returns the reference to a workflow that a CronWorkflow keeps in its status while the workflow runs. */
export function referenceTo({ apiVersion, kind, metadata }: Workflow): ObjectReference {
  const { name, namespace, uid, resourceVersion } = metadata;
  return changeFields<ObjectReference>({ apiVersion, kind }, { name, namespace, uid, resourceVersion });
}

/**
 * Returns a CronWorkflow whose status agrees with its workflows: those that run are active, and those that have ended since are counted.
 * After each of these, `stop` may stop the CronWorkflow.
 */
export function reconcileActive(
  cron: CronWorkflow,
  workflows: readonly Workflow[],
  stop: (cron: CronWorkflow) => CronWorkflow,
): CronWorkflow {
  const phases = new Map(workflows.map(({ metadata, status }) => [metadata.uid, status?.phase ?? '']));
  const known = cron.status?.active ?? [];
  const started = workflows.filter(
    ({ metadata, status }) => !isFinalPhase(status?.phase) && !known.some(({ uid }) => uid === metadata.uid),
  );
  let current = setStatus(cron, { active: nonEmptyList([...known, ...started.map(referenceTo)]) });
  for (const reference of current.status?.active ?? []) {
    const phase = phases.get(reference.uid);
    if (phase !== undefined && !isFinalPhase(phase)) continue;
    current = setStatus(current, {
      active: nonEmptyList((current.status?.active ?? []).filter(({ uid }) => uid !== reference.uid)),
    });
    if (phase !== undefined) current = stop(count(current, phase));
  }
  return current;
}

function count(cron: CronWorkflow, phase: string): CronWorkflow {
  const { succeeded = 0, failed = 0 } = cron.status ?? {};
  return setStatus(cron, phase === 'Succeeded' ? { succeeded: succeeded + 1 } : { failed: failed + 1 });
}

/** Returns a CronWorkflow with changes to its status. */
export function setStatus(
  cron: CronWorkflow,
  changes: { readonly [Name in keyof CronWorkflowStatus]: CronWorkflowStatus[Name] },
): CronWorkflow {
  return { ...cron, status: changeFields<CronWorkflowStatus>(cron.status ?? {}, changes) };
}

/** Returns the names of the ended workflows beyond the limits of a CronWorkflow's history. The latest of each kind are kept. */
export function outdatedWorkflows(
  { metadata, spec }: CronWorkflow,
  workflows: readonly Workflow[],
): readonly string[] {
  const own = workflows.filter(
    (workflow) =>
      workflow.metadata.labels?.[CRON_NAMES.cronWorkflow] === metadata.name &&
      isFinalPhase(workflow.status?.phase),
  );
  const isSuccess = ({ status }: Workflow): boolean => status?.phase === 'Succeeded';
  return [
    ...beyond(own.filter(isSuccess), spec.successfulJobsHistoryLimit ?? SUCCESSFUL_LIMIT, SUCCESSFUL_LIMIT),
    ...beyond(
      own.filter((workflow) => !isSuccess(workflow)),
      spec.failedJobsHistoryLimit ?? FAILED_LIMIT,
      FAILED_LIMIT,
    ),
  ];
}

function beyond(workflows: readonly Workflow[], limit: number, standard: number): readonly string[] {
  const endOf = ({ status }: Workflow): number => Date.parse(status?.finishedAt ?? '') || 0;
  return [...workflows]
    .sort((a, b) => endOf(b) - endOf(a))
    .slice(limit < 0 ? standard : limit)
    .map(({ metadata }) => metadata.name ?? '');
}
