import type { CallSite } from '../../ir/call-site.ts';
import type {
  Cache,
  ResolvedCache,
  ResolvedOptions,
  ResolvedRetry,
  Settings,
} from '../../ir/settings/settings.ts';
import { readArrow } from '../formulas/arrow-function.ts';

/** Settings whose functions have not been read. */
type Given = Pick<Settings, 'cache' | 'retry'>;

/**
 * Reads the functions in settings that have been checked. The variables that they capture are copied now.
 *
 * @throws PipelineError `PIPELINE_CAPTURED_VARIABLE`
 */
export function readSettings<T extends Given>(
  settings: T,
  site: CallSite,
): Omit<T, keyof Given> & Pick<ResolvedOptions, keyof Given> {
  const { cache, retry, ...rest } = settings;
  return {
    ...rest,
    ...(cache === undefined ? {} : { cache: readCache(cache, site) }),
    ...(retry === undefined ? {} : { retry: readRetry(retry, site) }),
  };
}

function readCache(cache: Cache<never>, site: CallSite): ResolvedCache {
  if (cache === false) return false;
  if (cache === true) return { kind: 'cache' };
  if (typeof cache !== 'object') return { kind: 'cache', maxAge: cache };
  const { key, ...rest } = cache;
  return {
    kind: 'cache',
    ...rest,
    ...(key === undefined ? {} : { key: readArrow(key, { called: 'cache.key', site }) }),
  };
}

function readRetry(retry: NonNullable<Settings['retry']>, site: CallSite): number | ResolvedRetry {
  if (typeof retry === 'number') return retry;
  const { if: condition, ...rest } = retry;
  return {
    ...rest,
    ...(condition === undefined ? {} : { if: readArrow(condition, { called: 'retry.if', site }) }),
  };
}
