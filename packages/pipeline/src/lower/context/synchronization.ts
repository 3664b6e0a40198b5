import type { Mutex, SemaphoreRef, Synchronization } from '@tiphys/models';
import type { Lock } from '../../ir/surface/lock.ts';

/** Returns the locks that a template or a workflow holds. */
export function synchronizationOf(locks: Lock | readonly Lock[]): Synchronization {
  const all: readonly Lock[] = 'kind' in locks ? [locks] : locks;
  const mutexes = all.flatMap(({ lock }): Mutex[] => ('mutex' in lock ? [{ name: lock.mutex }] : []));
  const semaphores = all.flatMap(({ lock }): SemaphoreRef[] => {
    if ('configMap' in lock) return [{ configMapKeyRef: { name: lock.configMap, key: lock.key } }];
    return 'database' in lock ? [{ database: { key: lock.database } }] : [];
  });
  return {
    ...(mutexes.length === 0 ? {} : { mutexes }),
    ...(semaphores.length === 0 ? {} : { semaphores }),
  };
}
