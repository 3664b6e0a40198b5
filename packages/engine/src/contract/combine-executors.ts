import type { Template } from '@tiphys/models';
import type { Executor, WorkKind } from './executor.ts';

/** Executors by the kind of their work. Work without an executor is refused before a run starts. */
export type Executors = { readonly pod: Executor } & Partial<Readonly<Record<WorkKind, Executor>>>;

/** Returns an executor that gives each template to the executor for its kind of work. */
export function combineExecutors(executors: Executors): Executor {
  const { pod } = executors;
  const executorOf = (template: Template): Executor => executors[workOf(template)] ?? pod;
  return {
    start: (request, report) => executorOf(request.template).start(request, report),
    recover: (request, report) => executorOf(request.template).recover?.(request, report),
    get podPaths() {
      return pod.podPaths ?? { kind: 'own' };
    },
    // The executor of pods may do other work, too.
    works: [...new Set([...(Object.keys(executors) as readonly WorkKind[]), ...(pod.works ?? [])])],
    findUnsupported: (template, patches) => executorOf(template).findUnsupported(template, patches),
    collectGarbage: async (workflow, source) => (await pod.collectGarbage?.(workflow, source)) ?? workflow,
  };
}

/** The bodies of a template that are not pods. */
interface Bodies {
  readonly resource?: unknown;
  readonly data?: unknown;
  readonly http?: unknown;
  readonly plugin?: unknown;
  readonly name?: unknown;
}

/** Returns which executor does the work of a template. */
export function workOf(template: Bodies): WorkKind {
  if (template.resource) return 'resource';
  if (template.data) return 'data';
  if (template.http) return 'http';
  return template.plugin ? 'plugin' : 'pod';
}
