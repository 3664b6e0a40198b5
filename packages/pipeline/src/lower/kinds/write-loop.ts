import type { Outputs } from '@tiphys/models';
import { callableOf } from '../../ir/callable.ts';
import type { Body, CallNode, LoopNode, Source } from '../../ir/graph.ts';
import { RESULTS_NAME } from '../../ir/outputs.ts';
import { BodyContext, type Waits } from '../context/body-context.ts';
import { callTemplate } from '../templates/call-template.ts';
import type { ManifestState } from '../templates/manifest-state.ts';
import { openTemplate } from '../templates/open-template.ts';
import { writeInputs } from '../templates/write-inputs.ts';
import type { WrittenTask } from '../templates/written-task.ts';
import { listText } from '../values/list-text.ts';
import { writeCall } from './write-call.ts';

/** Name of the looped task in the template of a loop. */
const BODY_NAME = 'body';

/** Name of the input that carries a loop's list. */
const LIST_NAME = 'list';

/** Writes the task of a loop, which calls the template of the loop. See docs/wire-format.md#loops. */
export function writeLoop(
  loop: LoopNode,
  context: BodyContext,
  state: ManifestState,
  waits: Waits = [],
): WrittenTask {
  const inner = writeLoopTemplate(loop, context, state);
  const list = listText(loop, { context, waits, trees: state.trees });
  context.addEndings(loop.after, waits);
  return callTemplate(
    { name: loop.name, inner, outer: context, waits, parameters: [{ name: LIST_NAME, value: list }] },
    state,
  );
}

function writeLoopTemplate(loop: LoopNode, outer: BodyContext, state: ManifestState): BodyContext {
  const template = state.names.claim(loop.name);
  const finish = openTemplate(template, loop.site, state);
  const body = bodyOf(loop);
  const call = findLoneCall(body);
  const context = new BodyContext({
    parent: outer,
    template,
    scope: call === undefined ? undefined : body.scope,
    itemScope: body.scope,
  });
  const task =
    call === undefined
      ? writeBodyCall(loop, context, state)
      : writeCall(call, context, state, { name: BODY_NAME });
  const looped: WrittenTask = { ...task, withParam: `{{inputs.parameters.${LIST_NAME}}}` };
  finish({
    ...writeInputs(context, state, [{ name: LIST_NAME }]),
    ...(body.result === undefined ? {} : { outputs: results }),
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

function bodyOf({ name, bodies: [body] }: LoopNode): Body {
  if (body === undefined) throw new Error(`unreachable: the loop ${name} has no body`);
  return body;
}

function writeBodyCall(loop: LoopNode, context: BodyContext, state: ManifestState): WrittenTask {
  const body = bodyOf(loop);
  const template = state.names.claim(`${context.template}-${BODY_NAME}`);
  const inner = new BodyContext({ parent: context, template, scope: body.scope });
  state.writeBody(inner, { scope: body.scope, result: body.result, site: loop.site }, state);
  return callTemplate({ name: BODY_NAME, inner, outer: context }, state);
}

/** Returns the call that is the whole body and needs no dag around it: it uses the item unchanged, and its output is the result. */
function findLoneCall({ scope, result }: Body): CallNode | undefined {
  const [call, ...others] = scope.tasks;
  if (call?.kind !== 'call' || others.length > 0) return undefined;
  if (result !== undefined && !(result.kind === 'one' && result.source === call)) return undefined;
  if (call.after !== undefined) return undefined;
  // Its outputs have other names than the results, and its arguments are computed.
  if (callableOf(call) !== 'function') return undefined;
  // An item that is a map cannot be used in an expression, because Argo escapes its strings.
  return call.reads.every((value) => value === undefined || !computesFrom(value, scope)) ? call : undefined;
}

function computesFrom(source: Source, scope: Body['scope']): boolean {
  if (source.kind === 'field') return source.of.scope === scope;
  return source.kind === 'expression' && source.formula.inputs.some((input) => input.scope === scope);
}
