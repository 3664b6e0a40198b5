import type { Memoize, Template } from '@tiphys/models';
import { referenceTag } from '../../expression/tree/print-tag.ts';
import { writeTransfer } from '../context/transfer.ts';

const TASK = 'run';

/**
 * Returns a template that keeps the results of one with retries. In Argo, a dag that waits for a result from the cache of a template with
 * retries never ends; see docs/semantics/caching-and-locks.md#hits.
 */
export function cachedTemplate(template: Template, memoize: Memoize, inner: string): Template {
  const { name, inputs, outputs } = template;
  const parameters = (inputs?.parameters ?? []).map(({ name, default: given }) => ({
    name,
    ...(given === undefined ? {} : { default: given }),
  }));
  const artifacts = (inputs?.artifacts ?? []).map(({ name, optional }) => ({
    name,
    ...(optional === undefined ? {} : { optional }),
  }));
  return {
    name,
    ...writeTransfer('inputs', parameters, artifacts),
    memoize,
    dag: {
      tasks: [
        {
          name: TASK,
          template: inner,
          ...writeTransfer(
            'arguments',
            parameters.map(({ name }) => ({ name, value: referenceTag(['inputs', 'parameters', name]) })),
            artifacts.map(({ name }) => ({ name, from: referenceTag(['inputs', 'artifacts', name]) })),
          ),
        },
      ],
    },
    ...writeTransfer(
      'outputs',
      (outputs?.parameters ?? []).map(({ name }) => ({
        name,
        valueFrom: { parameter: referenceTag(['tasks', TASK, 'outputs', 'parameters', name]) },
      })),
      (outputs?.artifacts ?? []).map(({ name, optional }) => ({
        name,
        from: referenceTag(['tasks', TASK, 'outputs', 'artifacts', name]),
        ...(optional === undefined ? {} : { optional }),
      })),
    ),
  };
}
