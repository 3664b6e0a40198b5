import type { Outputs } from '@tiphys/models';
import { isRemoteCall } from '../../ir/remote-call.ts';
import type { CallTask, LoopTask } from '../../ir/scope.ts';
import type { Source } from '../../ir/source.ts';
import { BodyContext, type Waits } from '../body-context.ts';
import { callTemplate } from '../call-template.ts';
import type { ManifestState } from '../manifest-state.ts';
import { openTemplate } from '../open-template.ts';
import { listText } from '../values/list-text.ts';
import { RESULTS_NAME } from '../values/reference.ts';
import { writeInputs } from '../write-inputs.ts';
import type { WrittenTask } from '../written-task.ts';
import { writeCall } from './write-call.ts';

/** Name of the looped task in the template of a loop. */
const BODY_NAME = 'body';

/** Name of the input that carries a loop's list. */
const LIST_NAME = 'list';

/** Writes the task of a loop, which calls the template of the loop. See docs/wire-format.md#loops. */
export function writeLoop(
  loop: LoopTask,
  context: BodyContext,
  state: ManifestState,
  waits: Waits = [],
): WrittenTask {
  const inner = writeLoopTemplate(loop, context, state);
  const list = listText(loop, { context, waits, trees: state.trees });
  for (const earlier of loop.after ?? []) context.addWait(earlier, waits);
  return callTemplate(
    { name: loop.name, inner, outer: context, waits, parameters: [{ name: LIST_NAME, value: list }] },
    state,
  );
}

function writeLoopTemplate(loop: LoopTask, outer: BodyContext, state: ManifestState): BodyContext {
  const template = state.names.claim(loop.name);
  const finish = openTemplate(template, loop.site, state);
  const call = findLoneCall(loop);
  const context = new BodyContext({
    parent: outer,
    template,
    scope: call === undefined ? undefined : loop.body,
    itemScope: loop.body,
  });
  const task =
    call === undefined
      ? writeBodyCall(loop, context, state)
      : writeCall(call, context, state, { name: BODY_NAME });
  const looped: WrittenTask = { ...task, withParam: `{{inputs.parameters.${LIST_NAME}}}` };
  finish({
    ...writeInputs(context, state, [{ name: LIST_NAME }]),
    ...(loop.result === undefined ? {} : { outputs: results }),
    ...(loop.parallelism === undefined ? {} : { parallelism: loop.parallelism }),
    dag: { tasks: [state.sites.add(looped, (call ?? loop).site)] },
  });
  return context;
}

/**
 * If the list is empty, the looped task is skipped and has no outputs. With the default, the result is always a list.
 * See docs/semantics/loops.md#nothing-to-aggregate.
 */
const results: Outputs = {
  parameters: [
    {
      name: RESULTS_NAME,
      valueFrom: { parameter: `{{tasks.${BODY_NAME}.outputs.parameters}}`, default: '[]' },
    },
  ],
};

function writeBodyCall(loop: LoopTask, context: BodyContext, state: ManifestState): WrittenTask {
  const template = state.names.claim(`${context.template}-${BODY_NAME}`);
  const inner = new BodyContext({ parent: context, template, scope: loop.body });
  state.writeBody(inner, { scope: loop.body, result: loop.result, site: loop.site }, state);
  return callTemplate({ name: BODY_NAME, inner, outer: context }, state);
}

/** Returns the call that is the whole body and needs no dag around it: it uses the item unchanged, and its output is the result. */
function findLoneCall(loop: LoopTask): CallTask | undefined {
  const [call, ...others] = loop.body.tasks;
  if (call?.kind !== 'call' || others.length > 0) return undefined;
  if (loop.result !== undefined && loop.result !== call) return undefined;
  if (call.after !== undefined) return undefined;
  // Its outputs have other names than the results, and its arguments are computed.
  if (isRemoteCall(call)) return undefined;
  // An item that is a map cannot be used in an expression, because Argo escapes its strings.
  return call.values.every((value) => typeof value !== 'object' || !computesFromItem(value, loop))
    ? call
    : undefined;
}

function computesFromItem(source: Source, loop: LoopTask): boolean {
  if (source.kind === 'field') return source.of.scope === loop.body;
  return source.kind === 'expression' && source.formula.inputs.some((input) => input.scope === loop.body);
}
