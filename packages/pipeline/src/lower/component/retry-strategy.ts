import { printExpression } from '@tiphys/expression/language';
import type { RetryStrategy } from '@tiphys/models';
import { type ArrowParameter, translateArrow } from '../../expression/translate-arrow.ts';
import { call, pathNode } from '../../expression/tree/expression-nodes.ts';
import type { ArrowFunction } from '../../ir/arrow-function.ts';
import type { ResolvedRetry, Retry } from '../../ir/settings/settings.ts';
import type { Duration } from '../../ir/surface/amounts.ts';

/** Returns a duration as Argo takes it. */
export function durationText(duration: Duration): string {
  return typeof duration === 'number' ? `${duration}s` : duration;
}

/** Returns how Argo retries a template. */
export function retryStrategyOf(retry: number | ResolvedRetry): RetryStrategy {
  if (typeof retry === 'number') return { limit: String(retry) };
  const { limit, policy, backoff, if: condition, elsewhere } = retry;
  return {
    limit: String(limit),
    ...(policy === undefined ? {} : { retryPolicy: policy }),
    ...(condition === undefined ? {} : { expression: expressionOf(condition) }),
    ...(backoff === undefined ? {} : { backoff: backoffOf(backoff) }),
    ...(elsewhere === true ? { affinity: { nodeAntiAffinity: {} } } : {}),
  };
}

/** What Argo knows of the last attempt: texts. */
const LAST_TRY: ArrowParameter = {
  fields: {
    exitCode: { schema: { type: 'integer' }, node: call('asInt', pathNode(['lastRetry', 'exitCode'])) },
    status: {
      schema: { type: 'string', enum: ['Failed', 'Error'] },
      node: pathNode(['lastRetry', 'status']),
    },
    seconds: { schema: { type: 'number' }, node: call('asFloat', pathNode(['lastRetry', 'duration'])) },
    message: { schema: { type: 'string' }, node: pathNode(['lastRetry', 'message']) },
  },
};

const TRIES: ArrowParameter = { schema: { type: 'integer' }, node: call('asInt', pathNode(['retries'])) };

function expressionOf(condition: ArrowFunction): string {
  return printExpression(translateArrow(condition, [LAST_TRY, TRIES], { kind: 'boolean', what: 'retry.if' }));
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
