import type { GroupOptions } from '../options/group-options.ts';
import {
  anyText,
  assertOptions,
  flag,
  integerFrom,
  invalidOption,
  isPlainObject,
  mustBe,
  type OptionCheck,
  type OptionTable,
} from '../options/option-check.ts';
import type { PipelineCallOptions, PipelineReferenceOptions } from '../options/pipeline-call-options.ts';
import { afterCheck } from './checks/after-check.ts';
import { retryCheck } from './checks/retry-check.ts';
import { lockCheck } from './locks.ts';
import { assertSettings } from './settings-check.ts';

const handler: OptionCheck = mustBe(
  { wanted: 'a function that adds tasks' },
  (value) => typeof value === 'function',
);

/** The checks of the options that add handlers to a task. */
export const handlerFields: { readonly onExit: OptionCheck; readonly hooks: OptionCheck } = {
  onExit: handler,
  hooks: mustBe(
    { wanted: "an object such as { started: hook((task) => task.status === 'Running', () => { ... }) }" },
    isPlainObject,
  ),
};

const groupFields: OptionTable<GroupOptions> = {
  after: afterCheck,
  parallelism: integerFrom(1),
  retry: (value, place) => {
    retryCheck(value, place);
    if (isPlainObject(value) && value.elsewhere === true)
      throw invalidOption(
        `"${place.path}.elsewhere" of ${place.what} has no effect: a group has no pod of its own. Set it on its tasks.`,
      );
  },
  lock: lockCheck,
  failFast: flag,
  defaults: (value, { what }) => assertSettings(value, `"defaults" of ${what}`),
  ...handlerFields,
  timeout: (_, { what }) => {
    throw invalidOption(
      `"timeout" of ${what} is not possible: Argo has no timeout for groups. Give one to its tasks, or a deadline to the pipeline.`,
    );
  },
};

const referenceFields: OptionTable<PipelineReferenceOptions> = {
  name: anyText,
  after: afterCheck,
  ...handlerFields,
};

const { parallelism, retry, failFast, timeout } = groupFields;

const partFields: OptionTable<PipelineCallOptions> = {
  ...referenceFields,
  parallelism,
  retry,
  failFast,
  timeout,
};

/**
 * Checks the options of the call of a pipeline.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function assertPipelineCallOptions(
  options: unknown,
  { name, isPart }: { readonly name: string; readonly isPart: boolean },
): void {
  const owner = { what: `the call of ${name}` };
  if (isPart) assertOptions(options, partFields, owner);
  else assertOptions(options, referenceFields, owner);
}

/**
 * Checks the options of a group.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function assertGroupOptions(options: unknown, name: string): void {
  assertOptions(options, groupFields, { what: `the group "${name}"` });
}
