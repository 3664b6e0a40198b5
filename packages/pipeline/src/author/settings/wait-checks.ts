import { assertOptions, integerFrom, mustBe, type OptionTable, wordOf } from '../options/option-check.ts';
import type { RepeatOptions } from '../options/repeat-options.ts';
import type { ApproveOptions, AskOptions, SleepOptions } from '../options/wait-options.ts';
import { nameCheck } from './call-options.ts';
import { afterCheck } from './checks/after-check.ts';
import { durationCheck } from './checks/duration-check.ts';

const repeatFields: OptionTable<RepeatOptions> = {
  name: nameCheck,
  after: afterCheck,
  max: integerFrom(1),
  pause: durationCheck,
  onLimit: wordOf(['fail', 'return']),
};
const sleepFields: OptionTable<SleepOptions> = { name: nameCheck, after: afterCheck };

/** It is checked when it is read. */
const message = mustBe({ wanted: 'a string, or an output that is a string' }, (value) => value !== null);
const approveFields: OptionTable<ApproveOptions> = { message, after: afterCheck };
const askFields: OptionTable<AskOptions> = { ...approveFields, timeout: durationCheck };

/**
 * Checks the options of `repeatUntil`.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function assertRepeatOptions(options: unknown): void {
  assertOptions(options, repeatFields, { what: 'repeatUntil' });
  // The type requires it, but JavaScript callers are not checked.
  integerFrom(1)((options as RepeatOptions).max, { what: 'repeatUntil', path: 'max' });
}

/**
 * Checks the options of `sleep`.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function assertSleepOptions(options: unknown): void {
  assertOptions(options, sleepFields, { what: 'sleep' });
}

/**
 * Checks the time of `sleep`.
 *
 * @throws PipelineError `PIPELINE_INVALID_OPTION`
 */
export function assertSleepTime(time: unknown): void {
  durationCheck(time, { what: 'sleep', path: 'time' });
}

/**
 * Checks the options of `ask`.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function assertAskOptions(options: unknown, question: string): void {
  assertOptions(options, askFields, { what: `the question "${question}"` });
}

/**
 * Checks the options of `approve`.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function assertApproveOptions(options: unknown, question: string): void {
  assertOptions(options, approveFields, { what: `the question "${question}"` });
}
