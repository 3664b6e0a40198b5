import type { LoopOptions } from '../author/for-each.ts';
import type { InputOptions } from '../author/pipeline-input.ts';
import type { ComponentOptions, TaskOptions } from '../author/task-options.ts';
import type { BranchOptions } from '../author/when.ts';
import { containerFields } from './container-options.ts';
import {
  assertOptions,
  integerFrom,
  isPlainObject,
  listOf,
  mustBe,
  type OptionTable,
  textOf,
} from './option-check.ts';

/** What names may be made of is checked where they are claimed. */
const name = textOf('text', () => true);

/** What can be waited for is checked where it is looked up. */
const after = listOf('a list such as [first, second]', () => {});

const componentFields: OptionTable<ComponentOptions> = { name, ...containerFields };
const taskFields: OptionTable<TaskOptions> = { name, after, ...containerFields };
const loopFields: OptionTable<LoopOptions> = { name, after, parallelism: integerFrom(1) };
const branchFields: OptionTable<BranchOptions> = { name, after };
const inputFields: OptionTable<InputOptions> = {
  description: textOf('text', () => true),
  schema: mustBe({ wanted: "a JSON Schema such as { type: 'string' }" }, isPlainObject),
};

/**
 * Checks what `with` is given.
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
