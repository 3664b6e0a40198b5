import { parseDuration } from '@tiphys/go';
import type { Template } from '@tiphys/models';

/** How often the process of a container is started while it fails, and the pause before the next attempt. */
export interface Attempts {
  /** 0 never starts it. */
  readonly count: number;
  readonly pauseMilliseconds: number;
}

/**
 * Returns the attempts of the containers of a template. See docs/semantics/pods.md#container-set.
 *
 * @throws Error with Argo's message if the pause is not a duration
 */
export function attemptsOf(template: Template): Attempts {
  const strategy = template.containerSet?.retryStrategy;
  if (strategy?.retries === undefined) return { count: 1, pauseMilliseconds: 0 };
  const count = countOf(strategy.retries);
  if (strategy.duration === undefined || strategy.duration === '') return { count, pauseMilliseconds: 0 };
  try {
    return { count, pauseMilliseconds: Number(parseDuration(strategy.duration) / 1_000_000n) };
  } catch (error) {
    throw new Error(`failed to get retry strategy: ${String((error as Error).message)}`, { cause: error });
  }
}

/** Reads the number as Kubernetes reads an integer or text. A text that is not a number counts as 0. */
function countOf(retries: unknown): number {
  const text = String(retries);
  return /^[+-]?\d+$/.test(text) ? Number(text) : 0;
}
