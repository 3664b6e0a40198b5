import type { JsonSchema } from '@tiphys/signature/model';
import type { Handler, Scope, Source, TaskNode } from '../../ir/graph.ts';
import { givesNothing } from '../../ir/outputs/gives-nothing.ts';
import { hasFile } from '../../ir/outputs/route-of.ts';
import { schemaOf } from '../../ir/outputs/schema-of.ts';
import type { OutputHandle } from '../../ir/surface/output.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { assertNotAsync } from '../bodies/body-result.ts';
import { createHandle } from '../handles/handle.ts';
import { assertName } from '../tracing/names.ts';
import { createScope, runInScope } from '../tracing/trace-state.ts';
import { findHook } from './hook.ts';

/** The options of a task that add handlers. */
export interface HandlerOptions {
  readonly onExit?: ((outcome: never) => unknown) | undefined;
  readonly hooks?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Calls the exit handler and the bodies of the hooks of a task, and stores the tasks that they add in the task.
 *
 * @throws PipelineError `PIPELINE_EMPTY_BODY`, `PIPELINE_ASYNC_BODY`, `PIPELINE_INVALID_NAME`
 */
export function addHandlers(task: TaskNode, { onExit, hooks = {} }: HandlerOptions): void {
  const handlers: Handler[] = [];
  if (onExit !== undefined) {
    const scope = createScope('handler', task.scope);
    const outcome = outcomeOf(task, scope);
    handlers.push(
      traceHandler(
        { name: 'exit', what: `The exit handler of "${task.name}"`, scope },
        () => onExit(outcome as never), // the types of the options say which outcome it gets
      ),
    );
  }
  for (const [name, given] of Object.entries(hooks)) {
    const scope = createScope('handler', task.scope);
    handlers.push(traceHook({ name, what: `The hook "${name}" of "${task.name}"`, scope }, given));
  }
  if (handlers.length > 0) task.handlers = handlers;
}

interface HandlerPlace {
  readonly name: string;
  /** What it is, for messages. */
  readonly what: string;
  readonly scope: Scope;
}

/**
 * Calls the body of a hook.
 *
 * @throws PipelineError `PIPELINE_INVALID_NAME`, `PIPELINE_INVALID_OPTION`, and what bodies throw
 */
export function traceHook(place: HandlerPlace, given: unknown): Handler {
  const parts = findHook(given);
  if (parts === undefined) {
    throw new PipelineError(
      'PIPELINE_INVALID_OPTION',
      `${place.what} must be what hook(condition, body) returned.`,
    );
  }
  if (place.name === 'exit') {
    throw new PipelineError(
      'PIPELINE_INVALID_NAME',
      `${place.what} has the name of the exit handler. Rename it, or write the option onExit.`,
    );
  }
  assertName(place.name, 'a hook');
  return { ...traceHandler(place, parts.body), condition: parts.condition };
}

function traceHandler({ name, what, scope }: HandlerPlace, body: () => unknown): Handler {
  runInScope(scope, () => assertNotAsync(body()));
  if (scope.tasks.length === 0)
    throw new PipelineError('PIPELINE_EMPTY_BODY', `${what} has no tasks. Call a component in it.`);
  return { name, condition: undefined, body: { name, scope, condition: undefined, result: undefined } };
}

interface AnyOutcome {
  readonly status: OutputHandle<unknown>;
  readonly result: OutputHandle<unknown>;
  readonly exitCode: OutputHandle<unknown>;
}

function outcomeOf(task: TaskNode, scope: Scope): AnyOutcome {
  const given = (name: string, what: string, schema: JsonSchema): Source => ({
    kind: 'given',
    scope,
    name,
    what: `The ${what} of "${task.name}"`,
    schema,
  });
  const status = given('status', 'status', { type: 'string', enum: ['Succeeded', 'Failed', 'Error'] });
  const exitCode = given('exit-code', 'exit code', { type: ['integer', 'null'] });
  return {
    status: createHandle(status),
    exitCode: createHandle(exitCode),
    get result() {
      assertNoFiles(task);
      const result: Source = givesNothing(task)
        ? { kind: 'literal', scope: undefined, text: 'null' }
        : given('result', 'result', { anyOf: [schemaOf(task), { type: 'null' }] });
      return createHandle(result);
    },
  };
}

function assertNoFiles(task: TaskNode): void {
  if (!hasFile(task)) return;
  throw new PipelineError(
    'PIPELINE_LARGE_RESULT',
    `The result of "${task.name}" is or has a file, which its exit handler cannot get, because it may not exist. Use the file in a task of the body.`,
  );
}
