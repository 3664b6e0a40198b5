import { printTag } from '../expression/tree/print-tag.ts';
import { locate } from '../ir/call-site.ts';
import type { BranchNode, TaskNode } from '../ir/graph.ts';
import { PipelineError } from '../pipeline-error.ts';
import { assertDepth } from './context/assert-depth.ts';
import { BodyContext, type Waits } from './context/body-context.ts';
import { loneTask } from './context/lone-task.ts';
import { MAXIMUM_TASKS } from './context/maximum-tasks.ts';
import { usesExitCode } from './handlers/with-exit-code.ts';
import { withHooks } from './handlers/write-hooks.ts';
import { writeAttempt } from './kinds/write-attempt.ts';
import { conditionNode, writeBranch } from './kinds/write-branch.ts';
import { writeCall } from './kinds/write-call.ts';
import { writeGroup } from './kinds/write-group.ts';
import { writeLoop } from './kinds/write-loop.ts';
import { writePause } from './kinds/write-pause.ts';
import { writeQuestion } from './kinds/write-question.ts';
import { writeRounds } from './kinds/write-rounds.ts';
import { groupTasks, sortTasks } from './sort-tasks.ts';
import { callTemplate } from './templates/call-template.ts';
import type { ManifestState, WritableBody } from './templates/manifest-state.ts';
import { openTemplate, type TemplateParts } from './templates/open-template.ts';
import { writeInputs } from './templates/write-inputs.ts';
import { writeExports, writeOutputs } from './templates/write-outputs.ts';
import type { WrittenTask } from './templates/written-task.ts';

/**
 * Writes the template of a body and of everything in it. Afterwards, the context knows the imports of the template.
 *
 * @throws PipelineError `PIPELINE_TOO_DEEP`
 */
export function writeBody(context: BodyContext, body: WritableBody, state: ManifestState): void {
  assertDepth(context.depth, body.site);
  state.deepest = Math.max(state.deepest, context.depth);
  const tasks = body.scope.reordered ? sortTasks(body.scope.tasks) : body.scope.tasks;
  const finish = openTemplate(context.template, body.site, state);
  if (tasks.length > MAXIMUM_TASKS) {
    assertUnlimited(context, body);
    finish({ ...writeParts(groupTasks(tasks), context, { body, state }), ...body.settings });
    return;
  }
  const written = tasks.flatMap((task) => writeTask(task, context, state));
  const outputs = writeOutputs(body.result, context, state);
  finish({
    ...writeInputs(context, state, body.inputs, body.files),
    ...outputs,
    ...body.settings,
    dag: { ...failFastOf(body), tasks: written },
  });
}

function failFastOf({ failFast }: WritableBody): { readonly failFast?: boolean } {
  return failFast === undefined ? {} : { failFast };
}

/** Checks that a body that has to be split does not limit how many of its tasks run at a time, because Argo counts those of each part. */
function assertUnlimited({ template }: BodyContext, { settings, site }: WritableBody): void {
  if (settings?.parallelism === undefined) return;
  throw new PipelineError(
    'PIPELINE_INVALID_OPTION',
    `"parallelism" of the group "${template}" is not possible, because it has more than ${MAXIMUM_TASKS} tasks and is split into several templates. Create the tasks with a loop, which has this option.`,
    { location: site === undefined ? undefined : locate(site) },
  );
}

type Writers = {
  readonly [K in TaskNode['kind']]: (
    task: Extract<TaskNode, { kind: K }>,
    context: BodyContext,
    state: ManifestState,
  ) => readonly WrittenTask[];
};

/** How each kind of task is written. */
const WRITERS: Writers = {
  call: (task, context, state) => [writeCall(task, context, state)],
  loop: (task, context, state) => [writeLoop(task, context, state)],
  attempt: (task, context, state) => [writeAttempt(task, context, state)],
  group: (task, context, state) => [writeGroup(task, context, state)],
  branch: (task, context, state) =>
    loneTask(task) === undefined ? writeBranch(task, context, state) : [writeLoneTask(task, context, state)],
  rounds: (task, context, state) => [writeRounds(task, context, state)],
  question: (task, context, state) => [writeQuestion(task, context, state)],
  pause: (task, context, state) => [writePause(task, context, state)],
};

function writeTask(task: TaskNode, context: BodyContext, state: ManifestState): readonly WrittenTask[] {
  // TypeScript does not know that the writer and the task are of the same kind.
  const write = WRITERS[task.kind] as (
    ...given: [TaskNode, BodyContext, ManifestState]
  ) => readonly WrittenTask[];
  const { site } = (task.kind === 'branch' ? loneTask(task) : undefined) ?? task;
  return write(task, context, state).map((written) =>
    state.sites.add(withHandlers(task, written, context, state), site),
  );
}

/** Adds the handlers of a task to it, unless they are inside the template that it calls. */
function withHandlers(
  task: TaskNode,
  written: WrittenTask,
  context: BodyContext,
  state: ManifestState,
): WrittenTask {
  return usesExitCode(task) ? written : withHooks(task, written, context, state);
}

/** Writes the only task of a branch with the condition of the branch. */
function writeLoneTask(branch: BranchNode, context: BodyContext, state: ManifestState): WrittenTask {
  const lone = loneTask(branch);
  const condition = branch.bodies[0]?.condition;
  if (lone === undefined || condition === undefined)
    throw new Error(`unreachable: ${branch.name} has one task`);
  const waits: Waits = [];
  const when = printTag(conditionNode(condition, { context, waits, trees: state.trees }));
  context.addEndings(branch, waits);
  const task =
    lone.kind === 'call'
      ? writeCall(lone, context, state, { waits })
      : writeLoop(lone, context, state, waits);
  return { ...withHandlers(lone, task, context, state), when };
}

interface BodyAndState {
  readonly body: WritableBody;
  readonly state: ManifestState;
}

/**
 * Writes a body that is too large for one dag as a dag of parts, each in a separate template.
 *
 * Inline templates would not work: Argo resolves their tags in the outer dag, where the inner tasks are unknown.
 */
function writeParts(
  tasks: readonly TaskNode[],
  context: BodyContext,
  { body, state }: BodyAndState,
): TemplateParts {
  const parts: { readonly part: BodyContext; readonly own: readonly TaskNode[] }[] = [];
  const partOf = new Map<TaskNode, BodyContext>();
  for (let start = 0; start < tasks.length; start += MAXIMUM_TASKS) {
    const template = state.names.claim(`${context.template}-${parts.length + 1}`);
    const part = new BodyContext({ parent: context, template, scope: body.scope });
    const own = tasks.slice(start, start + MAXIMUM_TASKS);
    for (const task of own) partOf.set(task, part);
    parts.push({ part, own });
  }
  context.parts = partOf;
  const opened = parts.map(({ part, own }) => {
    const finish = openTemplate(part.template, body.site, state);
    return { part, finish, tasks: own.flatMap((task) => writeTask(task, part, state)) };
  });
  // The exports of a part are only known after everything that uses them has been written.
  const outputs = writeOutputs(body.result, context, state);
  const calls = parts.map(({ part }) =>
    callTemplate({ name: part.template, inner: part, outer: context }, state),
  );
  for (const { part, finish, tasks: written } of opened) {
    finish({
      ...writeInputs(part, state),
      ...writeExports(part),
      dag: { ...failFastOf(body), tasks: written },
    });
  }
  return { ...writeInputs(context, state, body.inputs, body.files), ...outputs, dag: { tasks: calls } };
}
