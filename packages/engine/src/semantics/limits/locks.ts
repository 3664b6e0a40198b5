import type { WantedLock } from '../../contract/wanted-lock.ts';
import type { SynchronizationFields } from '../../manifest/fields.ts';
import { findObject } from '../../manifest/find-object.ts';
import type { RunState } from '../../state/run-state.ts';

/** An error that ends the workflow wherever it is: Argo panics. */
export class WorkflowFault extends Error {}

/**
 * Returns the locks that a template or a workflow wants, mutexes last.
 * See docs/semantics/caching-and-locks.md#names-of-locks.
 *
 * @throws Error with Argo's message if a lock has no source or two, no limit, or is listed twice
 * @throws WorkflowFault if a mutex has no name
 */
export function wantedLocks(
  run: RunState,
  synchronization: SynchronizationFields | undefined,
): readonly WantedLock[] {
  const locks: WantedLock[] = [];
  for (const { namespace, configMapKeyRef, database } of synchronization?.semaphores ?? []) {
    if (!configMapKeyRef && !database)
      throw new Error(
        'requested configuration is invalid: cannot get LockName for a Semaphore without a ConfigMapRef or Database',
      );
    if (configMapKeyRef && database)
      throw new Error(
        'requested configuration is invalid: invalid semaphore with both ConfigMapKeyRef and Database',
      );
    const source = configMapKeyRef
      ? `ConfigMap/${configMapKeyRef.name ?? ''}/${configMapKeyRef.key}`
      : `Database/${database?.key ?? ''}`;
    const name = `${namespace || run.identity.namespace}/${source}`;
    const text = configMapKeyRef && findObject(run.objects, 'ConfigMap', configMapKeyRef.name)?.data;
    locks.push({ name, limit: limitOf(name, text?.[configMapKeyRef?.key ?? '']) });
  }
  for (const { namespace, name = '' } of synchronization?.mutexes ?? [])
    locks.push({ name: `${namespace || run.identity.namespace}/Mutex/${name}`, limit: 1 });
  const isTwice = new Set(locks.map(({ name }) => name)).size < locks.length;
  if (isTwice) throw new Error('requested configuration is invalid: duplicate synchronization item found');
  const nameless = locks.find(({ name }) => name.endsWith('/Mutex/'));
  if (nameless)
    throw new WorkflowFault(
      `bug: unable to decode lock (${nameless.name}) that was just encoded: Invalid lock key: ResourceName is missing`,
    );
  return locks;
}

function limitOf(name: string, text: string | undefined): number {
  const limit = /^[+-]?\d+$/.test(text ?? '') ? Number(text) : 0;
  if (limit <= 0) throw new Error(`failed to initialize semaphore ${name} with limit`);
  return limit;
}
