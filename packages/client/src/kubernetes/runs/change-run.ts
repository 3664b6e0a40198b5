import type { Workflow } from '@tiphys/models';
import type { CallOptions } from '@tiphys/runs';
import { ClientError } from '../../contract/client-error.ts';
import { deflateStatus } from '../../status/deflate-status.ts';
import { inflateStatus, isOffloaded } from '../../status/inflate-status.ts';
import { pause } from '../../transport/repeat-request.ts';
import { WORKFLOWS } from '../api/resource.ts';
import type { NamespacePlace } from '../namespace-place.ts';
import { onRun, readRun } from './find-run.ts';

/** What a change writes. */
export interface RunChange {
  readonly workflow: Workflow;
  /** A merge patch with the same effect, which is sent instead of the workflow. */
  readonly patch?: object | undefined;
  /** Called before the workflow is written, once it is known that it can be stored. */
  readonly prepare?: (() => Promise<void>) | undefined;
}

/** Most attempts to write while the controller writes, too. */
const MOST = 10;
/** The first wait between them, in milliseconds. Each following one is longer. */
const FIRST_WAIT = 20;

/**
 * Reads a run, changes it and writes it back, as Argo's command does. If somebody else has changed it in the meantime, reads it again and computes the
 * change anew. Returns the run as it is stored then.
 *
 * @param compute returns what to write; the given workflow itself if there is nothing to write
 * @throws ClientError `CLIENT_CONFLICT` if it changes too often; `CLIENT_NOT_OFFERED`, `CLIENT_TOO_LARGE` as its status says
 */
export async function changeRun(
  where: NamespacePlace,
  name: string,
  compute: (workflow: Workflow) => RunChange,
  call: CallOptions,
): Promise<Workflow> {
  for (let attempt = 1; ; attempt++) {
    const stored = await readRun(where, name, { ...call, exact: true });
    const before = inflateStatus(stored);
    const { workflow, patch, prepare } = compute(before);
    if (workflow === before) return withPlainNumbers(before);
    const { api, namespace } = where;
    const target = { resource: WORKFLOWS, namespace, name, type: 'merge' } as const;
    const written = deflateStatus(workflow, before !== stored);
    const write = (): Promise<Workflow> =>
      patch === undefined
        ? api.put<Workflow>(WORKFLOWS, namespace, written, {}, call)
        : api.patch<Workflow>(target, patch, {}, call);
    await prepare?.();
    try {
      return readable(await onRun(where, name, write, call));
    } catch (error) {
      const isConflict = error instanceof ClientError && error.status === 409;
      if (!isConflict || attempt >= MOST) throw error;
      await pause(FIRST_WAIT * 1.5 ** attempt * (0.5 + Math.random()), call.signal);
    }
  }
}

/** Returns a run as callers expect it, if that is possible: what has been written must not fail to be shown. */
export function readable(workflow: Workflow): Workflow {
  return isOffloaded(workflow) ? workflow : inflateStatus(workflow);
}

/** Integers that were kept as they are written become the numbers of every other reply. */
function withPlainNumbers(workflow: Workflow): Workflow {
  return JSON.parse(JSON.stringify(workflow)) as Workflow; // a copy
}
