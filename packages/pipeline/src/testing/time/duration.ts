import { adviseDuration, readDuration } from '../../author/options/duration-text.ts';
import { show } from '../../author/options/option-check.ts';
import type { Duration } from '../../ir/surface/amounts.ts';
import { invalidArgument } from '../invalid-argument.ts';

/**
 * Returns the milliseconds of a duration.
 *
 * @throws PipelineError `PIPELINE_TEST_INVALID_ARGUMENT`
 */
export function toMilliseconds(time: Duration, called: string): number {
  const seconds = typeof time === 'string' ? readDuration(time) : time;
  if (typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0) return seconds * 1000;
  const advice = adviseDuration(time);
  throw invalidArgument(
    `${called} takes seconds or a duration such as '1h30m', not ${show(time)}.${advice === undefined ? '' : ` ${advice}`}`,
  );
}
