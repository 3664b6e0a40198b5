import type { Outputs } from '@tiphys/models';
import { referenceTag } from '../../expression/tree/print-tag.ts';
import { locate } from '../../ir/call-site.ts';
import { callableOf } from '../../ir/callable.ts';
import type { CallNode, TaskNode } from '../../ir/graph.ts';
import { outputsOf } from '../../ir/outputs/outputs.ts';
import { meetsSource, walkTask } from '../../ir/walk.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { outputsOfEntry } from '../component/entry-outputs.ts';
import { BodyContext, type Waits } from '../context/body-context.ts';
import { writeTransfer } from '../context/transfer.ts';
import { callTemplate } from '../templates/call-template.ts';
import type { ManifestState } from '../templates/manifest-state.ts';
import { openTemplate } from '../templates/open-template.ts';
import { podlessTemplate } from '../templates/suspend-templates.ts';
import { writeInputs } from '../templates/write-inputs.ts';
import type { WrittenTask } from '../templates/written-task.ts';
import { EXIT_CODE } from './outcome-names.ts';
import { writeHooks } from './write-hooks.ts';

/** Tells whether the exit handler of a task uses the exit code. */
export function usesExitCode({ handlers = [] }: TaskNode): boolean {
  return handlers.some(({ body: { scope } }) =>
    meetsSource(
      (visitor) => {
        for (const task of scope.tasks) walkTask(task, visitor);
      },
      (source) => source.kind === 'given' && source.scope === scope && source.name === EXIT_CODE,
    ),
  );
}

interface Place {
  readonly context: BodyContext;
  readonly state: ManifestState;
  readonly name: string;
  readonly waits: Waits;
}

/**
 * Writes a call in a template of its own, next to a task without a pod that has the exit handler.
 *
 * Argo does not know the exit code of a task in the arguments of its own hooks, but in those of a later task. Both tasks are targets, so
 * that the failure of the call is that of the template.
 */
export function writeWithExitCode(
  task: CallNode,
  { context, state, name, waits }: Place,
  write: (task: CallNode, context: BodyContext) => WrittenTask,
): WrittenTask {
  const template = state.names.claim(`${name}-with-exit`);
  const finish = openTemplate(template, task.site, state);
  const inner = new BodyContext({ parent: context, template, scope: undefined });
  const { after: _, handlers: __, ...plain } = task;
  const called = write({ ...plain, after: undefined }, inner);
  const { exit, ...others } = writeHooks(task, { context: inner, state, waits: [] });
  const end = name === 'end' ? 'end-2' : 'end';
  const tasks: WrittenTask[] = [
    { ...called, ...(Object.keys(others).length === 0 ? {} : { hooks: others }) },
    {
      name: end,
      depends: `${name}.Succeeded || ${name}.Failed || ${name}.Errored`,
      template: podlessTemplate(state),
      ...(exit === undefined ? {} : { hooks: { exit } }),
    },
  ];
  finish({
    ...writeInputs(inner, state),
    ...outputsThrough(task, name, state),
    dag: { target: `${name} ${end}`, tasks: tasks.map((one) => state.sites.add(one, task.site)) },
  });
  context.addEndings(task, waits);
  return callTemplate({ name, inner, outer: context, waits }, state);
}

/** Returns outputs with the names and values of those of a call. */
function outputsThrough(task: CallNode, name: string, state: ManifestState): { readonly outputs?: Outputs } {
  const all = outputPaths(task, state);
  const tag = (kind: string, output: string): string =>
    referenceTag(['tasks', name, 'outputs', kind, output]);
  const parameters = all
    .filter(({ kind }) => kind === 'parameters')
    .map((one) => ({ name: one.name, valueFrom: { parameter: tag('parameters', one.name) } }));
  const artifacts = all
    .filter(({ kind }) => kind === 'artifacts')
    .map((one) => ({
      name: one.name,
      from: tag('artifacts', one.name),
      ...(one.optional ? { optional: true } : {}),
    }));
  return writeTransfer('outputs', parameters, artifacts);
}

interface OutputPath {
  readonly kind: string;
  readonly name: string;
  readonly optional: boolean;
}

function outputPaths(task: CallNode, state: ManifestState): readonly OutputPath[] {
  if (callableOf(task) === 'function') return outputsOfEntry(state.book.entryOf(task));
  const outputs = outputsOf(task);
  const values =
    outputs === undefined ? [] : outputs.kind === 'one' ? [outputs.value] : [...outputs.values.values()];
  return values.map(({ path: [kind = '', name], optional = false }) => {
    if (name !== undefined) return { kind, name, optional };
    throw new PipelineError(
      'PIPELINE_INVALID_OPTION',
      `The exit handler of "${task.name}" uses the exit code, but Argo cannot pass on the standard output of this template, which is its result. Use the status instead.`,
      { location: locate(task.site) },
    );
  });
}
