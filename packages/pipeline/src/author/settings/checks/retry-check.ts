import type { Retry } from '../../../ir/settings/settings.ts';
import { adviseDuration, readDuration } from '../../options/duration-text.ts';
import {
  fields,
  flag,
  integerFrom,
  isPlainObject,
  mustBe,
  type OptionCheck,
  type OptionTable,
  wordOf,
} from '../../options/option-check.ts';

/** In a backoff, Argo takes a number of seconds, also as a text. */
const isBackoff = (value: unknown, minimum: (seconds: number) => boolean): boolean => {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 && minimum(value);
  if (typeof value !== 'string') return false;
  const seconds = /^\d+$/.test(value) ? Number(value) : readDuration(value);
  return seconds !== undefined && minimum(seconds);
};

const positiveBackoff = (example: string): OptionCheck =>
  mustBe({ wanted: `a positive duration such as "${example}"`, advise: adviseDuration }, (value) =>
    isBackoff(value, (seconds) => seconds > 0),
  );

const backoffFields: OptionTable<NonNullable<Retry['backoff']>> = {
  duration: mustBe({ wanted: 'a duration such as "10s" or "2m"', advise: adviseDuration }, (value) =>
    isBackoff(value, () => true),
  ),
  factor: integerFrom(1),
  maxDuration: positiveBackoff('10m'),
  cap: positiveBackoff('5m'),
};

const retryFields: OptionTable<Retry> = {
  limit: integerFrom(0),
  policy: wordOf(['Always', 'OnFailure', 'OnError', 'OnTransientError']),
  backoff: fields(backoffFields, ['duration']),
  if: mustBe(
    { wanted: 'a function such as (last) => last.exitCode !== 2' },
    (value) => typeof value === 'function',
  ),
  elsewhere: flag,
};

const retryObject = fields(retryFields, ['limit'], {
  expression: 'Write if: (last) => last.exitCode !== 2.',
});
const retryNumber = integerFrom(0);

/** Checks how a task is retried. */
export const retryCheck: OptionCheck = (value, place) => {
  if (isPlainObject(value)) retryObject(value, place);
  else retryNumber(value, place);
};
