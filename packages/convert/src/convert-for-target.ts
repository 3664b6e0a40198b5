import { formatPath } from '@tiphys/models/facts';
import type { ArgoVersion } from '@tiphys/models/tables';
import { ConvertError } from './convert-error.ts';
import { convertValue } from './convert-object.ts';

/**
 * Returns an object rewritten for a version of Argo.
 *
 * @throws {@link ConvertError} `CONVERT_TARGET` if a field cannot be expressed in that version.
 * @example
 * ```ts
 * import { cronWorkflow } from '@tiphys/workflow';
 *
 * const nightly = cronWorkflow({
 *   metadata: { name: 'nightly' },
 *   spec: { schedules: ['0 3 * * *'], workflowSpec: { workflowTemplateRef: { name: 'backup' } } },
 * });
 * Object.keys(convertForTarget(nightly, 'v3.5').spec); // => [ 'schedule', 'workflowSpec' ]
 * ```
 */
export function convertForTarget<T extends object>(object: T, target: ArgoVersion): T {
  const { value, problems } = convertValue(object, { to: target });
  const [first] = problems;
  if (first === undefined) return value as T; // converting keeps the kind
  const list = problems.map(({ path, message }) => `${formatPath(path)}: ${message}`);
  throw new ConvertError(
    'CONVERT_TARGET',
    `${nameOf(object)} cannot be written for Argo ${target}. ${list.join('\n')}`,
    {
      path: first.path,
    },
  );
}

interface Named {
  readonly kind?: unknown;
  readonly metadata?: { readonly name?: unknown; readonly generateName?: unknown };
}

function nameOf({ kind, metadata }: Named): string {
  return `The ${kind} ${JSON.stringify(metadata?.name ?? metadata?.generateName ?? '')}`;
}
