import { adviseDuration, readDuration } from '../author/options/duration-text.ts';
import { show } from '../author/options/option-check.ts';
import { invalidArgument } from './invalid-argument.ts';

type Unit = 'ms' | 's' | 'm' | 'h';

/** A time span: seconds as a number, or text such as `'90s'` and `'1h30m'`. */
export type Duration =
  | number
  | `${number}${Unit}`
  | `${number}h${number}m`
  | `${number}m${number}s`
  | `${number}h${number}m${number}s`;

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
