import { isDeepStrictEqual } from 'node:util';
import { lint } from '@tiphys/lint';
import { type ClusterObject, nameOf } from './cluster-object.ts';

/** Returns what Argo would refuse about an object; undefined if it accepts it. The other objects are those it may refer to. */
export function findProblem(object: ClusterObject, others: readonly ClusterObject[]): string | undefined {
  const rest = others.filter((other) => !isDeepStrictEqual(nameOf(other), nameOf(object)));
  const issues = lint([{ file: 'request', objects: [named(object), ...rest] }], { compat: 'argo' });
  const message = issues.find(({ severity }) => severity === 'error')?.message;
  const [, kind, name] = /^(\w+) "([^"]+)" is not in any of the given files/.exec(message ?? '') ?? [];
  if (kind === undefined) return message;
  const missing = `${kind.toLowerCase()}s.argoproj.io "${name}" not found`;
  return object.kind === 'CronWorkflow' ? `cannot validate Workflow: ${missing}` : missing;
}

function named(object: ClusterObject): unknown {
  const { status: _, ...declared } = object;
  return declared;
}
