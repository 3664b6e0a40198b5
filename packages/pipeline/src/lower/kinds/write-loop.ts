import type { Outputs, Parameter } from '@tiphys/models';
import { pathNode } from '../../expression/tree/expression-nodes.ts';
import { printSafe } from '../../expression/tree/print-tag.ts';
import { callableOf } from '../../ir/callable.ts';
import type { Body, CallNode, LoopNode, Source } from '../../ir/graph.ts';
import { RESULTS_NAME } from '../../ir/outputs/outputs.ts';
import { taskNames } from '../../ir/wire/task-protocol.ts';
import { BodyContext, type Waits } from '../context/body-context.ts';
import { callTemplate } from '../templates/call-template.ts';
import type { ManifestState } from '../templates/manifest-state.ts';
import { openTemplate } from '../templates/open-template.ts';
import { writeInputs } from '../templates/write-inputs.ts';
import type { WrittenTask } from '../templates/written-task.ts';
import { folderKeyOf } from '../values/files-key.ts';
import { listText } from '../values/list-text.ts';
import { writeCall } from './write-call.ts';

/** Name of the input that carries a loop's list. */
const LIST_NAME = 'list';

/** Writes the task of a loop, which calls the template of the loop. See docs/wire-format.md#loops. */
export function writeLoop(
  loop: LoopNode,
  context: BodyContext,
  state: ManifestState,
  waits: Waits = [],
): WrittenTask {
  if (state.watchedLoops.has(loop)) return writeWatchedLoop(loop, context, state, waits);
  const inner = writeLoopTemplate(loop, context, state);
  const list = listText(loop, { context, waits, trees: state.trees });
  context.addEndings(loop, waits);
  const parameters: Parameter[] = [{ name: LIST_NAME, value: list }];
  if (loop.collected)
    parameters.push({ name: taskNames.filesKey, value: folderKeyOf(inner.template, context) });
  return callTemplate({ name: loop.name, inner, outer: context, waits, parameters }, state);
}

/** Writes a loop as a looped task of the body, because Argo only knows how many iterations of a looped task failed. */
function writeWatchedLoop(
  loop: LoopNode,
  context: BodyContext,
  state: ManifestState,
  waits: Waits,
): WrittenTask {
  const body = bodyOf(loop);
  const call = findLoneCall(body);
  const list = listText(loop, { context, waits, trees: state.trees });
  context.addEndings(loop, waits);
  context.itemScopes.add(body.scope);
  const task =
    call === undefined
      ? writeBodyCall(loop, { name: loop.name, context, waits }, state)
      : writeCall(call, context, state, { name: loop.name, waits });
  return { ...task, withParam: list };
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
    ...(loop.collected ? { givenScope: body.scope } : {}),
  });
  // The nodes of the iterations are called after it: `square(0:1)`.
  const { name } = call ?? loop;
  const task =
    call === undefined
      ? writeBodyCall(loop, { name, context, waits: [] }, state)
      : writeCall(call, context, state, { name });
  const looped: WrittenTask = { ...task, withParam: `{{inputs.parameters.${LIST_NAME}}}` };
  finish({
    ...writeInputs(context, state, [
      { name: LIST_NAME },
      ...(loop.collected ? [{ name: taskNames.filesKey }] : []),
    ]),
    ...(body.result === undefined ? {} : { outputs: loop.collected ? FILES : resultsOf(name) }),
    ...(loop.parallelism === undefined ? {} : { parallelism: loop.parallelism }),
    dag: { tasks: [state.sites.add(looped, (call ?? loop).site)] },
  });
  return context;
}

/**
 * If the list is empty, the looped task is skipped and has no outputs. With the default, the result is always a list.
 * See docs/semantics/loops.md#nothing-to-aggregate.
 */
function resultsOf(task: string): Outputs {
  return {
    parameters: [
      {
        name: RESULTS_NAME,
        valueFrom: { parameter: `{{tasks.${task}.outputs.parameters}}`, default: '[]' },
      },
    ],
  };
}

/** The files of a loop are passed on as the key of their folder. */
const FILES: Outputs = {
  parameters: [
    {
      name: 'files',
      valueFrom: { expression: printSafe(pathNode(['inputs', 'parameters', taskNames.filesKey])) },
    },
  ],
};

function bodyOf({ name, bodies: [body] }: LoopNode): Body {
  if (body === undefined) throw new Error(`unreachable: the loop ${name} has no body`);
  return body;
}

interface BodyCall {
  /** Name of the looped task. */
  readonly name: string;
  readonly context: BodyContext;
  readonly waits: Waits;
}

function writeBodyCall(
  loop: LoopNode,
  { name, context, waits }: BodyCall,
  state: ManifestState,
): WrittenTask {
  const body = bodyOf(loop);
  const template = state.names.claim(`${loop.name}-body`);
  const inner = new BodyContext({ parent: context, template, scope: body.scope });
  state.writeBody(inner, { scope: body.scope, result: body.result, site: loop.site }, state);
  return callTemplate({ name, inner, outer: context, waits }, state);
}

/** Returns the call that is the whole body and needs no dag around it: it uses the item unchanged, and its output is the result. */
function findLoneCall({ scope, result }: Body): CallNode | undefined {
  const [call, ...others] = scope.tasks;
  if (call?.kind !== 'call' || others.length > 0) return undefined;
  if (result !== undefined && !(result.kind === 'one' && result.source === call)) return undefined;
  // The exit handler of a looped task would run for each iteration, and then once more.
  if (call.after !== undefined || call.handlers !== undefined) return undefined;
  // Its outputs have other names than the results, and its arguments are computed.
  if (callableOf(call) !== 'function') return undefined;
  // An item that is a map cannot be used in an expression, because Argo escapes its strings.
  return call.reads.every((value) => value === undefined || !computesFrom(value, scope)) ? call : undefined;
}

function computesFrom(source: Source, scope: Body['scope']): boolean {
  if (source.kind === 'field') return source.of.scope === scope;
  return source.kind === 'expression' && source.formula.inputs.some((input) => input.scope === scope);
}
