import { EngineError } from '../../contract/engine-error.ts';
import type { RunState } from '../../state/run-state.ts';

/**
 * Counts the iterations of a loop before they are made.
 *
 * @throws EngineError `ENGINE_TOO_MANY_ITERATIONS` if the run exceeds its limit
 */
export function takeIterations(
  run: Pick<RunState, 'iterations' | 'limits'>,
  call: string,
  count: number,
): void {
  run.iterations += count;
  const limit = run.limits.iterations;
  if (run.iterations <= limit) return;
  const together = run.iterations === count ? '' : `, ${run.iterations} including earlier loops`;
  throw new EngineError(
    'ENGINE_TOO_MANY_ITERATIONS',
    `The loop "${call}" has ${count} iterations${together}. The limit for all loops of a local run is ${limit}. Loop over fewer items, or raise the limit with \`tiphys run --max-iterations ${run.iterations}\` or the option \`maximumIterations\`.`,
  );
}
