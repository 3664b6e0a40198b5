import type { Retry } from '../../ir/settings/settings.ts';
import { adviseDuration, readDuration } from '../options/duration-text.ts';
import {
  fields,
  integerFrom,
  invalidOption,
  isPlainObject,
  mustBe,
  type OptionCheck,
  type OptionTable,
  subject,
  wordOf,
  wrongValue,
} from '../options/option-check.ts';
import { findRetryExpressionFault } from './retry-expression.ts';

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
  expression: (value, place) => {
    if (typeof value !== 'string' || value.trim() === '')
      throw wrongValue(value, place, { wanted: 'a condition such as "asInt(lastRetry.exitCode) != 2"' });
    const fault = findRetryExpressionFault(value);
    if (fault !== undefined) throw invalidOption(`${subject(place)} is not a valid condition. ${fault}`);
  },
  elsewhere: mustBe({ wanted: 'true or false' }, (value) => typeof value === 'boolean'),
};

const retryObject = fields(retryFields, ['limit']);
const retryNumber = integerFrom(0);

/** Checks how a task is retried. */
export const retryCheck: OptionCheck = (value, place) => {
  if (isPlainObject(value)) retryObject(value, place);
  else retryNumber(value, place);
};
