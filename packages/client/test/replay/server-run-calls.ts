import type { Workflow } from '@tiphys/models';
import { type RunFilter, sortRuns } from '@tiphys/runs';
import type { Cluster, SubmitFromOptions } from '../../src/index.ts';
import type { Exchange } from './exchange.ts';
import { itemsOf, objectOf, sentBody } from './expected-objects.ts';
import type { Replay } from './replay.ts';
import { nameBeforeVerb } from './server-object-replays.ts';

/** The run of a recorded reply. */
export const run = objectOf('Workflow');

/** Replays starting a workflow. */
export const submit: Replay = {
  call: ({ runs }, exchange) => runs.submit(sentWorkflow(exchange)),
  gives: run,
};

/** Returns the workflow of a recorded request. */
export function sentWorkflow(exchange: Exchange): Workflow {
  return sentBody<{ readonly workflow: Workflow }>(exchange).workflow;
}

/** Replays a list. */
export function list(filter: RunFilter = {}, only?: readonly string[]): Replay {
  return {
    call: ({ runs }) => runs.list(filter, only === undefined ? {} : { fields: { only } }),
    // What a recorded list of workflows holds. Without the times, its order is that of the server.
    gives: (exchange) => {
      const items = itemsOf('Workflow')(exchange) as readonly Workflow[];
      return only === undefined ? sortRuns(items) : items;
    },
  };
}

/** Replays an operation on a run. */
export function change(call: (runs: Cluster['runs'], name: string) => Promise<Workflow>): Replay {
  return { call: ({ runs }, exchange) => call(runs, nameBeforeVerb(exchange)), gives: run };
}

/** Replays starting a workflow from an object. */
export function submitFrom(options: SubmitFromOptions): Replay {
  return {
    call: ({ runs }, exchange) => {
      const { resourceKind, resourceName } = sentBody<{
        readonly resourceKind: 'WorkflowTemplate' | 'CronWorkflow';
        readonly resourceName: string;
      }>(exchange);
      const kind = /^workflowtemplate$/i.test(resourceKind) ? 'WorkflowTemplate' : resourceKind;
      return runs.submitFrom({ kind, name: resourceName }, options);
    },
    gives: run,
  };
}
