import type { Component } from '../../author/component.ts';
import {
  assertOptions,
  integerFrom,
  invalidOption,
  mustBe,
  type OptionTable,
  textOf,
  wordOf,
} from '../../author/options/option-check.ts';
import { withCallerLocation } from '../../author/tracing/with-caller-location.ts';
import { type CallSite, captureSite } from '../../ir/call-site.ts';
import type { ComponentDescriptor } from '../../ir/component/component-descriptor.ts';
import type { Duration } from '../../ir/surface/amounts.ts';
import { invalidArgument } from '../invalid-argument.ts';
import type { AnyComponent, MockResult, PlainInputs } from './tested-types.ts';

/** What a mock knows about the task that it stands for. */
export interface MockCall {
  /** Number of the attempt, from 1. Retries of the task and of a group around it count. */
  readonly attempt: number;
  /** Name of the task as Argo shows it: `square`, or `square(0:2)` in a loop. */
  readonly name: string;
  /** Aborted when the task has to end early, because of a timeout, a deadline, or the end of the test. */
  readonly signal: AbortSignal;
  /** Waits on the clock of the run, which takes no real time: for tasks that take long. */
  sleep(time: Duration): Promise<void>;
}

/** A function in place of that of a component. */
export type MockFunction = (inputs: never, call: MockCall) => unknown;

/**
 * The function that a mock takes. It is a conditional type, because TypeScript completes these with what it knows of the component before it
 * reads the function. So literals in the result, such as `'A'`, keep their types.
 */
export type MockRun<TInputs, TResult> = [TResult] extends [infer R]
  ? (inputs: PlainInputs<TInputs>, call: MockCall) => MockResult<R> | Promise<MockResult<R>>
  : never;

/** How {@link breakDown} makes tasks fail. */
export interface Breakdown {
  /** How many attempts of each task fail. @default all */
  readonly times?: number;
  /** Exit code of the container, from 1 to 255. @default 1 */
  readonly exitCode?: number;
  /** What Argo says about the failure. @default `main: Error (exit code N)` */
  readonly message?: string;
  /** `Error` if the pod is lost, as when its machine is shut down; there is no exit code then. @default 'Failed' */
  readonly phase?: 'Failed' | 'Error';
}

/** What replaces a component in a test. */
export interface Mock {
  readonly kind: 'tiphys-mock';
  /** @internal */
  readonly descriptor: ComponentDescriptor;
  /** @internal */
  readonly run?: MockFunction;
  /** @internal */
  readonly breakdown?: Breakdown;
  /** Where it was created. @internal */
  readonly site: CallSite;
}

/**
 * Replaces the function of a component in a test. The mock gets the inputs as the function would, and its result goes to other tasks as JSON. An
 * exception makes the task fail with exit code 1.
 *
 * For an `OutputFile`, return the path of a file, or `{ content }`.
 *
 * @throws PipelineError `PIPELINE_TEST_INVALID_ARGUMENT`
 */
export function mock<TInputs, TResult>(
  component: Component<TInputs, TResult>,
  run: MockRun<TInputs, TResult>,
): Mock {
  return withCallerLocation(mock, () => {
    const descriptor = descriptorOf(component, 'mock');
    if (typeof run !== 'function') {
      throw invalidArgument(
        `The second argument of mock(${descriptor.name}, ...) must be a function of the inputs. Write mock(${descriptor.name}, (inputs) => ...).`,
      );
    }
    // The types of the function are those of the component, whose values it gets.
    return { kind: 'tiphys-mock', descriptor, run: run as MockFunction, site: captureSite(mock) };
  });
}

/**
 * Makes the tasks of a component fail in a test: the first attempts of each task, or all. After that, its mock or its function runs.
 *
 * @throws PipelineError `PIPELINE_TEST_INVALID_ARGUMENT`, `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function breakDown(component: AnyComponent, failure: Breakdown = {}): Mock {
  return withCallerLocation(breakDown, () => {
    const descriptor = descriptorOf(component, 'breakDown');
    assertBreakdown(failure, descriptor.name);
    return { kind: 'tiphys-mock', descriptor, breakdown: failure, site: captureSite(breakDown) };
  });
}

/**
 * Returns the description of a component.
 *
 * @throws PipelineError `PIPELINE_TEST_INVALID_ARGUMENT`
 */
export function descriptorOf(component: unknown, called: string): ComponentDescriptor {
  const descriptor = (component as Partial<AnyComponent> | null | undefined)?.descriptor;
  if (descriptor !== undefined) return descriptor;
  const advice =
    typeof component === 'function'
      ? 'Import it from the generated module, not from the module of the function.'
      : 'Import it from the generated module.';
  throw invalidArgument(`The first argument of ${called} must be a component. ${advice}`);
}

const BREAKDOWN: OptionTable<Breakdown> = {
  times: integerFrom(1),
  exitCode: mustBe(
    { wanted: 'an integer from 1 to 255' },
    (code) => Number.isInteger(code) && Number(code) >= 1 && Number(code) <= 255,
  ),
  message: textOf('a string that is not empty', (text) => text !== ''),
  phase: wordOf(['Failed', 'Error']),
};

function assertBreakdown(failure: Breakdown, name: string): void {
  assertOptions(failure, BREAKDOWN, { what: `the breakdown of ${name}` });
  if (failure.phase === 'Error' && failure.exitCode !== undefined) {
    throw invalidOption(
      `"exitCode" of the breakdown of ${name} has no meaning with phase "Error": a pod that is lost has no exit code. Remove one of the two.`,
    );
  }
}
