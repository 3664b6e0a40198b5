import type { RetryStrategy } from '@tiphys/models';
import type { Retry } from '../../ir/settings/settings.ts';
import type { Duration } from '../../ir/surface/amounts.ts';

/** Returns a duration as Argo takes it. */
export function durationText(duration: Duration): string {
  return typeof duration === 'number' ? `${duration}s` : duration;
}

/** Returns how Argo retries a template. */
export function retryStrategyOf(retry: number | Retry): RetryStrategy {
  if (typeof retry === 'number') return { limit: String(retry) };
  const { limit, policy, backoff, expression, elsewhere } = retry;
  return {
    limit: String(limit),
    ...(policy === undefined ? {} : { retryPolicy: policy }),
    ...(expression === undefined ? {} : { expression }),
    ...(backoff === undefined ? {} : { backoff: backoffOf(backoff) }),
    ...(elsewhere === true ? { affinity: { nodeAntiAffinity: {} } } : {}),
  };
}

function backoffOf({
  duration,
  factor,
  maxDuration,
  cap,
}: NonNullable<Retry['backoff']>): NonNullable<RetryStrategy['backoff']> {
  return {
    duration: durationText(duration),
    ...(factor === undefined ? {} : { factor: String(factor) }),
    ...(maxDuration === undefined ? {} : { maxDuration: durationText(maxDuration) }),
    ...(cap === undefined ? {} : { cap: durationText(cap) }),
  };
}
