import type { ExpressionNode } from '@tiphys/expression';
import { printExpression } from '@tiphys/expression/language';
import type { LifecycleHook } from '@tiphys/models';
import { translateArrow } from '../../expression/translate-arrow.ts';
import { binary, choice, member, pathNode, text, toJson } from '../../expression/tree/expression-nodes.ts';
import { printTag } from '../../expression/tree/print-tag.ts';
import type { ArrowFunction } from '../../ir/arrow-function.ts';
import { locate } from '../../ir/call-site.ts';
import type { Handler, TaskNode } from '../../ir/graph.ts';
import { outputsOf } from '../../ir/outputs/outputs.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { BodyContext, type Waits } from '../context/body-context.ts';
import { type Aspect, taskReference } from '../context/reference.ts';
import { callTemplate, dependsOn } from '../templates/call-template.ts';
import type { ManifestState } from '../templates/manifest-state.ts';
import type { WrittenTask } from '../templates/written-task.ts';
import { textOfForm, textOfObject } from '../values/form.ts';
import { EXIT_CODE, OUTCOME_NAMES } from './outcome-names.ts';

/** Adds the exit handler and the hooks of a task to it. The task waits for the tasks whose outputs they use. */
export function withHooks(
  node: TaskNode,
  written: WrittenTask,
  context: BodyContext,
  state: ManifestState,
): WrittenTask {
  if (node.handlers === undefined) return written;
  const waits: Waits = [];
  const hooks = writeHooks(node, { context, state, waits });
  const { depends, ...rest } = written;
  const known = depends?.split(' && ') ?? [];
  const all = [...(depends === undefined ? [] : [depends]), ...waits.filter((wait) => !known.includes(wait))];
  return { ...rest, ...dependsOn(all), hooks };
}

interface HookPlace {
  readonly context: BodyContext;
  readonly state: ManifestState;
  readonly waits: Waits;
}

/** Writes the templates of the exit handler and the hooks of a task. Returns the hooks that call them. */
export function writeHooks(
  task: TaskNode,
  { context, state, waits }: HookPlace,
): Readonly<Record<string, LifecycleHook>> {
  const hooks: Record<string, LifecycleHook> = {};
  for (const handler of task.handlers ?? [])
    hooks[handler.name] = writeHook({ task, handler, waits }, context, state);
  return hooks;
}

interface HookOfTask {
  readonly task: TaskNode;
  readonly handler: Handler;
  readonly waits: Waits;
}

function writeHook(
  { task, handler, waits }: HookOfTask,
  context: BodyContext,
  state: ManifestState,
): LifecycleHook {
  const { name, condition, body } = handler;
  const inner = new BodyContext({
    parent: context,
    template: state.names.claim(`${task.name}-${name}`),
    scope: body.scope,
    givenScope: body.scope,
    givenNames: OUTCOME_NAMES,
  });
  state.writeBody(inner, { scope: body.scope, result: undefined, site: task.site }, state);
  const parameters = [...inner.givens].map((given) => ({
    name: given,
    value: printTag(outcomeNode(task, given)),
  }));
  const used: Waits = [];
  const call = callTemplate({ name, inner, outer: context, waits: used, parameters }, state);
  if (condition !== undefined) assertNoOutputs(task, name, used);
  waits.push(...used);
  const status = pathNode(['tasks', task.name, 'status']);
  return {
    ...(condition === undefined ? {} : { expression: conditionText(condition, status, TASK_PHASES) }),
    template: inner.template,
    ...(call.arguments === undefined ? {} : { arguments: call.arguments }),
  };
}

/**
 * Refuses the outputs of other tasks in a hook with a condition. Argo leaves references to tasks in the arguments of a hook as they are while the owner
 * of the hook has no outputs, so the hook would wait forever. Only the arguments of exit handlers are always resolved.
 */
function assertNoOutputs(task: TaskNode, hook: string, used: Waits): void {
  const [first] = used;
  if (first === undefined) return;
  const [other = ''] = first.split('.');
  throw new PipelineError(
    'PIPELINE_OUT_OF_SCOPE',
    `The hook "${hook}" of "${task.name}" uses an output of "${other}", but Argo passes outputs of other tasks to a hook only after its own task has ended. Put "${task.name}" in a group, which passes the output on: group('with-${task.name}', () => { ... }).`,
    { location: locate(task.site) },
  );
}

const TASK_PHASES = ['Pending', 'Running', 'Succeeded', 'Failed', 'Error', 'Skipped'];

/** Returns the expression of a hook's condition on a status. */
export function conditionText(
  condition: ArrowFunction,
  status: ExpressionNode,
  phases: readonly string[],
): string {
  const fields = { status: { schema: { type: 'string', enum: [...phases] }, node: status } };
  return printExpression(
    translateArrow(condition, [{ fields }], { kind: 'boolean', what: 'the condition of a hook' }),
  );
}

/** Returns the expression for the JSON text of a part of the outcome of a task, in the arguments of its hooks. */
function outcomeNode(task: TaskNode, part: string): ExpressionNode {
  const node = pathNode(['tasks', task.name]);
  switch (part) {
    case 'status':
      return toJson(member(node, 'status'));
    case EXIT_CODE:
      return binary('??', member(node, 'exitCode'), text('null'));
    default:
      return choice(binary('==', member(node, 'status'), text('Succeeded')), resultNode(task), text('null'));
  }
}

function resultNode(task: TaskNode): ExpressionNode {
  const outputs = outputsOf(task);
  const textOf = (aspect: Aspect): ExpressionNode => {
    const { path, form } = taskReference(task, aspect);
    return textOfForm(pathNode(path), form);
  };
  return outputs?.kind === 'named'
    ? textOfObject([...outputs.values.keys()].map((result) => [result, textOf({ result })] as const))
    : textOf('value');
}
