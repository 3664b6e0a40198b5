import type { Workflow } from '@tiphys/models';
import * as operations from '@tiphys/operations';
import type { CallOptions, Runs } from '@tiphys/runs';
import { refuseEnded } from '../../runs/refuse-ended.ts';
import { valuesOf } from '../../runs/values-of.ts';
import { WORKFLOWS } from '../api/resource.ts';
import type { NamespacePlace } from '../namespace-place.ts';
import { changeRun, type RunChange, readable } from './change-run.ts';
import { deletePods } from './delete-pods.ts';
import { onRun, readRun, resolveName } from './find-run.ts';
import { nameSuffix } from './name-suffix.ts';
import { resumeWith } from './resume-with.ts';

type Operations = Pick<Runs, 'stop' | 'terminate' | 'suspend' | 'resume' | 'retry' | 'resubmit' | 'setNode'>;

/** Stores a new workflow. */
type Create = (workflow: Workflow, query: Record<string, string>, call: CallOptions) => Promise<Workflow>;

/** Returns the operations on runs, which are computed here, and written as Argo's command writes them. */
export function createOperations(where: NamespacePlace, create: Create): Operations {
  const change = async (
    name: string,
    compute: (workflow: Workflow) => RunChange,
    call: CallOptions,
  ): Promise<Workflow> => changeRun(where, await resolveName(where, name, call), compute, call);

  /** What ends or suspends a workflow is patched in, whatever the controller writes meanwhile. */
  const setInSpec = async (
    field: 'shutdown' | 'suspend',
    name: string,
    compute: (workflow: Workflow) => Workflow,
    call: CallOptions,
  ): Promise<Workflow> => {
    const run = await resolveName(where, name, call);
    const before = await readRun(where, run, call);
    const after = compute(before);
    if (after === before) return readable(before);
    const target = { resource: WORKFLOWS, namespace: where.namespace, name: run, type: 'merge' } as const;
    const patch = { spec: { [field]: after.spec[field] } };
    return readable(await onRun(where, run, () => where.api.patch<Workflow>(target, patch, {}, call), call));
  };

  return {
    stop(name, options = {}) {
      const { nodeFieldSelector = '', message } = options;
      const values = { now: new Date(), nodeFieldSelector, ...(message !== undefined && { message }) };
      const compute = (workflow: Workflow): Workflow => operations.stop(workflow, values);
      if (nodeFieldSelector === '')
        return refuseEnded(name, 'stopped', () => setInSpec('shutdown', name, compute, options));
      return change(name, (workflow) => ({ workflow: compute(workflow) }), options);
    },
    terminate: (name, call = {}) =>
      refuseEnded(name, 'terminated', () => setInSpec('shutdown', name, operations.terminate, call)),
    suspend: (name, call = {}) =>
      refuseEnded(name, 'suspended', () => setInSpec('suspend', name, operations.suspend, call)),
    resume: (name, options = {}) => {
      const compute = (before: Workflow): RunChange => {
        const workflow = resumeWith(before, options);
        const isSpecOnly = workflow.status === before.status;
        return { workflow, patch: isSpecOnly ? { spec: { suspend: null } } : undefined };
      };
      return change(name, compute, options);
    },
    setNode: (name, options) => {
      const { nodeFieldSelector, phase, message, parameters } = options;
      const compute = (workflow: Workflow): RunChange => ({
        workflow: operations.setNode(workflow, {
          now: new Date(),
          nodeFieldSelector,
          ...(phase !== undefined && { phase }),
          ...(message !== undefined && { message }),
          ...(parameters !== undefined && { outputParameters: valuesOf(parameters) }),
        }),
      });
      return change(name, compute, options);
    },
    retry: (name, options = {}) => {
      const { restartSuccessful, nodeFieldSelector, parameters = {} } = options;
      const compute = (before: Workflow): RunChange => {
        const { workflow, podsToDelete } = operations.retry(before, {
          now: new Date(),
          parameters: valuesOf(parameters),
          ...(restartSuccessful !== undefined && { restartSuccessful }),
          ...(nodeFieldSelector !== undefined && { nodeFieldSelector }),
        });
        return { workflow, prepare: () => deletePods(where, podsToDelete, options) };
      };
      return change(name, compute, options);
    },
    async resubmit(name, options = {}) {
      const { parameters = {}, memoized = false, priority } = options;
      const run = await resolveName(where, name, options);
      const before = await readRun(where, run, { ...options, exact: true });
      const values = { parameters: valuesOf(parameters), ...(priority !== undefined && { priority }) };
      const workflow = memoized
        ? operations.resubmit(before, { ...values, memoized: true, now: new Date(), suffix: nameSuffix() })
        : operations.resubmit(before, values);
      return create(workflow, {}, options);
    },
  };
}
