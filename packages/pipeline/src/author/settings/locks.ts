import { isDataKey, isSubdomain } from '@tiphys/models/facts';
import type { Lock } from '../../ir/surface/lock.ts';
import { invalidOption, isPlainObject, type OptionCheck, show, wrongValue } from '../options/option-check.ts';
import { withCallerLocation } from '../tracing/with-caller-location.ts';

/** Where the limit of a semaphore is: in a ConfigMap, or in Argo's database. */
export type SemaphoreLimit =
  | { readonly configMap: string; readonly key: string }
  | { readonly database: string };

/**
 * Returns a lock that one task or run of the cluster holds at a time.
 *
 * @throws PipelineError `PIPELINE_INVALID_OPTION`
 * @example
 * ```ts
 * import { square } from './components.generated.ts';
 *
 * const squareAlone = square.with({ lock: mutex('database') });
 * ```
 */
export function mutex(name: string): Lock {
  return withCallerLocation(mutex, () => {
    if (typeof name !== 'string' || name.trim() === '')
      throw invalidOption(`mutex(...) takes a name, not ${show(name)}. Write mutex('database').`);
    return Object.freeze({ kind: 'lock' as const, lock: { mutex: name } });
  });
}

/**
 * Returns a lock that a limited number of tasks or runs of the cluster hold at a time. The limit is in a ConfigMap, or in Argo's database.
 *
 * @throws PipelineError `PIPELINE_INVALID_OPTION`
 * @example
 * ```ts
 * import { square } from './components.generated.ts';
 *
 * const squareOnGpu = square.with({ lock: semaphore({ configMap: 'limits', key: 'gpu' }) });
 * ```
 */
export function semaphore(limit: SemaphoreLimit): Lock {
  return withCallerLocation(semaphore, () => {
    assertLimit(limit);
    return Object.freeze({ kind: 'lock' as const, lock: { ...limit } });
  });
}

function assertLimit(limit: unknown): void {
  const example = "Write semaphore({ configMap: 'limits', key: 'gpu' }), or semaphore({ database: 'gpu' }).";
  if (!isPlainObject(limit))
    throw invalidOption(`semaphore(...) takes an object, not ${show(limit)}. ${example}`);
  const { configMap, key, database, ...rest } = limit;
  const inMap =
    typeof configMap === 'string' && isSubdomain(configMap) && typeof key === 'string' && isDataKey(key);
  const inDatabase = typeof database === 'string' && database.trim() !== '';
  const isOne = inMap ? database === undefined : inDatabase && configMap === undefined && key === undefined;
  if (!isOne || Object.keys(rest).length > 0)
    throw invalidOption(`semaphore(...) takes either configMap and key, or database. ${example}`);
}

/** Checks one lock, or a list of locks. */
export const lockCheck: OptionCheck = (value, place) => {
  const locks = Array.isArray(value) ? value : [value];
  for (const lock of locks)
    if (!isLock(lock))
      throw wrongValue(lock, place, {
        wanted: "a lock such as mutex('database'), or a list of locks",
        advise: (given) => (typeof given === 'string' ? `Write mutex('${given}').` : undefined),
      });
  const texts = locks.map((lock) => JSON.stringify(lock));
  if (new Set(texts).size < texts.length)
    throw invalidOption(`"${place.path}" of ${place.what} has the same lock twice. Remove one.`);
};

function isLock(value: unknown): value is Lock {
  return isPlainObject(value) && value.kind === 'lock';
}
