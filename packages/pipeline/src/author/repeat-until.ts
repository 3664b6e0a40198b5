import { captureSite } from '../ir/call-site.ts';
import type { GivenSource, RoundsNode } from '../ir/graph.ts';
import type { Arg, Output } from '../ir/surface/output.ts';
import { PipelineError } from '../pipeline-error.ts';
import { createFormula } from './formulas/formula.ts';
import { createHandle } from './handles/handle.ts';
import { readEndings } from './operands/read-endings.ts';
import { durationText } from './options/duration-text.ts';
import type { RepeatOptions } from './options/repeat-options.ts';
import { assertSameState, readState } from './rounds/read-state.ts';
import { stateSchema } from './rounds/state-schema.ts';
import type { StateOf } from './rounds/state-types.ts';
import { assertRepeatOptions } from './settings/wait-checks.ts';
import { claimTaskName } from './tracing/names.ts';
import { addTask, createScope, currentScope, runInScope } from './tracing/trace-state.ts';
import { withCallerLocation } from './tracing/with-caller-location.ts';

/**
 * Runs a body round after round, each with what the last one returned, until a condition holds, and returns the last state.
 *
 * The state is an output, a constant, or an object of both. The condition gets the state after a round and the number of the round, which counts
 * from 0. It is never called, but translated into an Argo expression.
 *
 * @throws PipelineError `PIPELINE_NOT_A_FUNCTION`, `PIPELINE_INVALID_RESULT`, `PIPELINE_EMPTY_BODY`, `PIPELINE_LARGE_RESULT`, `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`, `PIPELINE_OUTSIDE_BODY`, `PIPELINE_OUT_OF_SCOPE`; at compile time `PIPELINE_TOO_DEEP`, `PIPELINE_UNSUPPORTED_SYNTAX`, `PIPELINE_CAPTURED_VARIABLE`
 * @example
 * ```ts
 * import { square } from './components.generated.ts';
 *
 * export default pipeline('grow', { start: 2 }, ({ start }) => {
 *   const large = repeatUntil(start, (x) => square({ x }), (x) => x > 100, { max: 10 });
 *   return { large };
 * });
 * ```
 */
export function repeatUntil<const TInitial>(
  initial: TInitial,
  body: (state: Output<StateOf<TInitial>>, round: Output<number>) => Arg<NoInfer<StateOf<TInitial>>>,
  done: (state: StateOf<TInitial>, round: number) => boolean,
  options: RepeatOptions,
): Output<StateOf<TInitial>> {
  return withCallerLocation(repeatUntil, () => {
    const scope = currentScope('repeatUntil');
    const site = captureSite(repeatUntil);
    assertFunctions(body, done);
    assertRepeatOptions(options);
    const after = readEndings(options.after, scope);
    const first = readState(initial, { scope, site, what: 'The first state of repeatUntil' });
    const home = createScope('rounds', scope);
    const state: GivenSource = {
      kind: 'given',
      scope: home,
      name: 'state',
      what: 'The state of the rounds',
      // The type of a computed value is only known after its function has been translated.
      get schema() {
        return stateSchema(first);
      },
    };
    const round: GivenSource = {
      kind: 'given',
      scope: home,
      name: 'round',
      what: 'The number of the round',
      schema: { type: 'integer', minimum: 0 },
    };
    const stateHandle = createHandle<StateOf<TInitial>>(state);
    const handles = [stateHandle, createHandle<number>(round)] as const;
    const result = runInScope(home, () =>
      readState(body(...handles), { scope: home, site, what: 'The result of the body of repeatUntil' }),
    );
    if (home.tasks.length === 0)
      throw new PipelineError(
        'PIPELINE_EMPTY_BODY',
        'The body of repeatUntil has no tasks. Call a component in it.',
      );
    assertSameState(first, result);
    const condition = createFormula(handles, done, { scope: home, site, called: 'repeatUntil' });
    const { max, pause, onLimit = 'fail', name } = options;
    const node: RoundsNode = addTask({
      kind: 'rounds',
      scope,
      name: claimTaskName(scope, name, 'repeat'),
      initial: first,
      state,
      round,
      max,
      pause: pause === undefined ? undefined : durationText(pause),
      onLimit,
      site,
      reads: first.kind === 'one' ? [first.source] : [...first.sources.values()],
      bodies: [{ name: 'body', scope: home, condition, result }],
      order: 0,
      after,
    });
    return createHandle(node);
  });
}

function assertFunctions(body: unknown, done: unknown): void {
  if (typeof body === 'function' && typeof done === 'function') return;
  throw new PipelineError(
    'PIPELINE_NOT_A_FUNCTION',
    'repeatUntil needs a state and two functions, a body and a condition: repeatUntil(1, (x) => double({ x }), (x) => x > 100, { max: 20 }).',
  );
}
