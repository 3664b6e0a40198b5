import { adviseDuration, readDuration } from '../../options/duration-text.ts';
import { mustBe, type OptionCheck } from '../../options/option-check.ts';

/** Checks a duration: a positive number of seconds, or a text. */
export const durationCheck: OptionCheck = mustBe(
  {
    wanted: 'a positive integer number of seconds, or a duration such as "90s" or "1h30m"',
    advise: adviseDuration,
  },
  (value) => {
    if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0;
    const seconds = typeof value === 'string' ? readDuration(value) : undefined;
    return seconds !== undefined && seconds > 0;
  },
);
