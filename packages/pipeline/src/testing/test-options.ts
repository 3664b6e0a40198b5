import {
  assertOptions,
  isPlainObject,
  mustBe,
  type OptionTable,
  show,
} from '../author/options/option-check.ts';
import type { Answer } from '../values/encode-answer.ts';
import { invalidArgument } from './invalid-argument.ts';
import type { Mock } from './mocks/mock.ts';
import type { PipelineValues } from './mocks/tested-types.ts';
import { type FakeClock, stateOf } from './time/fake-clock.ts';

/** Options of `runPipeline`. */
export interface TestOptions<TInputs> {
  /** Values of the inputs. Inputs with a default may be omitted. @default {} */
  readonly inputs?: PipelineValues<TInputs>;
  /** What replaces components: `mock(...)` and `breakDown(...)`. The functions of other components run. @default [] */
  readonly mocks?: readonly Mock[];
  /**
   * A clock that the test moves on. Without one, time passes by itself whenever nothing runs and no question is open, so pauses and
   * backoffs take no real time.
   *
   * @default time passes by itself
   */
  readonly clock?: FakeClock;
  /** Answers to questions by the names of their tasks: values by the names of the fields. @default {} */
  readonly answers?: Readonly<Record<string, Answer>>;
  /** Objects that the pipeline refers to: ConfigMaps, Secrets, WorkflowTemplates. @default [] */
  readonly objects?: readonly unknown[];
}

const OPTIONS: OptionTable<TestOptions<unknown>> = {
  inputs: mustBe({ wanted: 'an object of values by the names of the inputs' }, isPlainObject),
  mocks: mustBe({ wanted: 'a list of mock(...) and breakDown(...)' }, Array.isArray),
  clock: mustBe({ wanted: 'a clock of fakeClock(...)' }, (clock) => stateOf(clock) !== undefined),
  answers: mustBe(
    { wanted: 'an object of answers by the names of the questions, such as { release: { share: 10 } }' },
    (answers) => isPlainObject(answers) && Object.values(answers).every(isPlainObject),
  ),
  objects: mustBe({ wanted: 'a list of objects' }, Array.isArray),
};

/**
 * Checks the arguments of `runPipeline`.
 *
 * @throws PipelineError `PIPELINE_TEST_INVALID_ARGUMENT`, `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function assertArguments(pipeline: unknown, options: unknown): void {
  if ((pipeline as { readonly kind?: unknown } | null | undefined)?.kind !== 'tiphys-pipeline') {
    throw invalidArgument(
      `The first argument of runPipeline must be a pipeline, not ${show(pipeline)}. Import it from its module.`,
    );
  }
  assertOptions(options, OPTIONS, { what: 'the call of runPipeline' });
}
