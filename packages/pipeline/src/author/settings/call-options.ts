import type { ComponentOptions, TaskOptions } from '../../ir/settings/settings.ts';
import type { BranchOptions } from '../options/branch-options.ts';
import type { ChoiceOptions, InputOptions } from '../options/input-options.ts';
import type { LoopOptions } from '../options/loop-options.ts';
import {
  anyText,
  assertOptions,
  integerFrom,
  isPlainObject,
  mustBe,
  type OptionCheck,
  type OptionTable,
  show,
} from '../options/option-check.ts';
import { afterCheck as after } from './checks/after-check.ts';
import { handlerFields } from './group-check.ts';
import { callSettingsFields, FORMER_SETTINGS, settingsFields } from './settings-check.ts';

/** The syntax of names is checked when they are claimed. */
export const nameCheck: OptionCheck = anyText;

const componentFields: OptionTable<ComponentOptions> = { name: nameCheck, ...settingsFields };
const taskFields: OptionTable<TaskOptions> = {
  name: nameCheck,
  after,
  ...handlerFields,
  ...callSettingsFields,
};
const loopFields: OptionTable<LoopOptions> = {
  name: nameCheck,
  after,
  parallelism: integerFrom(1),
  onExit: handlerFields.onExit,
};
const branchFields: OptionTable<BranchOptions> = { name: nameCheck, after };
const inputFields: OptionTable<InputOptions> = {
  description: anyText,
  schema: mustBe({ wanted: "a JSON Schema such as { type: 'string' }" }, isPlainObject),
};

/**
 * Checks the options of a choice.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function assertChoiceOptions(options: unknown, choices: readonly unknown[]): void {
  const table: OptionTable<ChoiceOptions<unknown>> = {
    description: anyText,
    default: mustBe({ wanted: `one of ${choices.map(show).join(', ')}` }, (value) => choices.includes(value)),
  };
  assertOptions(options, table, { what: 'oneOf' });
}

/**
 * Checks the options of an input that comes from a ConfigMap.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function assertConfigOptions(options: unknown): void {
  assertOptions(options, inputFields, { what: 'fromConfig' });
}

/**
 * Checks the options of `with`.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function assertComponentOptions(options: unknown, component: string): void {
  assertOptions(options, componentFields, { what: `the component ${component}`, former: FORMER_SETTINGS });
}

/**
 * Checks the options of a call of a component.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function assertTaskOptions(options: unknown, component: string): void {
  assertOptions(options, taskFields, { what: `the call of ${component}`, former: FORMER_SETTINGS });
}

/**
 * Checks the options of a loop.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function assertLoopOptions(options: unknown): void {
  assertOptions(options, loopFields, { what: 'the loop' });
}

/**
 * Checks the options of a branch.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function assertBranchOptions(options: unknown): void {
  assertOptions(options, branchFields, { what: 'the branch' });
}

/**
 * Checks the options of an input.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function assertInputOptions(options: unknown): void {
  assertOptions(options, inputFields, { what: 'the input' });
}

/**
 * Checks the options of an input with a schema of a library.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function assertSchemaInputOptions(options: unknown): void {
  assertOptions(options, { description: anyText }, { what: 'the input' });
}
