import { type CallSite, captureSite, locate } from '../../ir/call-site.ts';
import type { Source } from '../../ir/graph.ts';
import { kindsOfSchema } from '../../ir/json/kinds-of.ts';
import { operandNode } from '../../ir/operand.ts';
import { schemaOf } from '../../ir/outputs/schema-of.ts';
import type { Duration } from '../../ir/surface/amounts.ts';
import type { NoOutput, OutputHandle } from '../../ir/surface/output.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { createHandle, findSource } from '../handles/handle.ts';
import { assertUsable } from '../operands/assert-visible.ts';
import { readEndings } from '../operands/read-endings.ts';
import { nameKinds } from '../operands/test-of.ts';
import { durationText } from '../options/duration-text.ts';
import type { SleepOptions } from '../options/wait-options.ts';
import { assertSleepOptions, assertSleepTime } from '../settings/wait-checks.ts';
import { claimTaskName } from '../tracing/names.ts';
import { addTask, currentScope } from '../tracing/trace-state.ts';
import { withCallerLocation } from '../tracing/with-caller-location.ts';

/**
 * Adds a task that waits for some time, without a pod. Other tasks wait for it with `after`.
 *
 * The time is a duration, or an output with the number of seconds.
 *
 * @throws PipelineError `PIPELINE_INVALID_OPTION`, `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_ARGUMENT`, `PIPELINE_OUTSIDE_BODY`, `PIPELINE_OUT_OF_SCOPE`
 * @example
 * ```ts
 * import { notify } from './components.generated.ts';
 *
 * export default pipeline('remind', { text: 'Tea is ready' }, ({ text }) => {
 *   notify({ text }, { after: sleep('4m') });
 * });
 * ```
 */
export function sleep(time: Duration | OutputHandle<number>, options: SleepOptions = {}): NoOutput {
  return withCallerLocation(sleep, () => {
    const scope = currentScope('sleep');
    const site = captureSite(sleep);
    assertSleepOptions(options);
    const { name, after } = options;
    const source = findSource(time);
    if (source === undefined) assertSleepTime(time);
    else {
      assertUsable(source, scope);
      const verify = (): void => assertSeconds(source, site);
      verify();
      // The type of a computed value is only known after its function has been translated.
      scope.formulas.push({ inputs: [source], body: operandNode(0), site, schema: {}, verify });
    }
    const task = addTask({
      kind: 'pause',
      scope,
      name: claimTaskName(scope, name, 'sleep'),
      // What is not an output is a duration.
      time: source ?? durationText(time as Duration),
      site,
      reads: source === undefined ? [] : [source],
      bodies: [],
      order: 0,
      after: readEndings(after, scope),
    });
    // A task without a result is only something to wait for.
    return createHandle<never>(task) as unknown as NoOutput;
  });
}

function assertSeconds(source: Source, site: CallSite): void {
  const kinds = kindsOfSchema(schemaOf(source));
  if (kinds === undefined || kinds.has('number')) return;
  throw new PipelineError(
    'PIPELINE_INVALID_ARGUMENT',
    `sleep(...) takes a number of seconds, but the output is ${nameKinds(kinds)}.`,
    { location: locate(site) },
  );
}
