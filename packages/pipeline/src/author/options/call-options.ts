import type { ComponentOptions, TaskOptions } from '../../ir/component/task-options.ts';
import type { BranchOptions } from './branch-options.ts';
import { containerFields } from './container-options.ts';
import type { InputOptions } from './input-options.ts';
import type { LoopOptions } from './loop-options.ts';
import {
  assertOptions,
  integerFrom,
  isPlainObject,
  listOf,
  mustBe,
  type OptionTable,
  textOf,
} from './option-check.ts';

/** The syntax of names is checked when they are claimed. */
const name = textOf('a string', () => true);

/** The elements are checked when they are looked up. */
const after = listOf('a list such as [first, second]', () => {});

const componentFields: OptionTable<ComponentOptions> = { name, ...containerFields };
const taskFields: OptionTable<TaskOptions> = { name, after, ...containerFields };
const loopFields: OptionTable<LoopOptions> = { name, after, parallelism: integerFrom(1) };
const branchFields: OptionTable<BranchOptions> = { name, after };
const inputFields: OptionTable<InputOptions> = {
  description: textOf('a string', () => true),
  schema: mustBe({ wanted: "a JSON Schema such as { type: 'string' }" }, isPlainObject),
};

/**
 * Checks the options of `with`.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function assertComponentOptions(options: unknown, component: string): void {
  assertOptions(options, componentFields, `the component ${component}`);
}

/**
 * Checks the options of a call of a component.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function assertTaskOptions(options: unknown, component: string): void {
  assertOptions(options, taskFields, `the call of ${component}`);
}

/**
 * Checks the options of a loop.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function assertLoopOptions(options: unknown): void {
  assertOptions(options, loopFields, 'the loop');
}

/**
 * Checks the options of a branch.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function assertBranchOptions(options: unknown): void {
  assertOptions(options, branchFields, 'the branch');
}

/**
 * Checks the options of an input.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function assertInputOptions(options: unknown): void {
  assertOptions(options, inputFields, 'the input');
}
