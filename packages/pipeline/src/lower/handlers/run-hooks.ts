import type { LifecycleHook, Outputs, Template } from '@tiphys/models';
import type { AnyPipeline } from '../../author/pipelines/any-pipeline.ts';
import { pathNode } from '../../expression/tree/expression-nodes.ts';
import { referenceTag } from '../../expression/tree/print-tag.ts';
import type { Trace } from '../../ir/trace.ts';
import { meetsSource, walkTrace } from '../../ir/walk.ts';
import { BodyContext } from '../context/body-context.ts';
import type { ManifestState } from '../templates/manifest-state.ts';
import { conditionText } from './write-hooks.ts';

const RUN_PHASES = ['Running', 'Succeeded', 'Failed', 'Error'];

/** Writes the templates of the hooks of a pipeline. Returns the hooks of the workflow. */
export function writeRunHooks(
  { hooks }: Trace,
  { site }: AnyPipeline,
  state: ManifestState,
): Readonly<Record<string, LifecycleHook>> {
  const written: Record<string, LifecycleHook> = {};
  for (const { name, condition, body } of hooks) {
    const template = state.names.claim(name);
    const context = new BodyContext({ parent: undefined, template, scope: body.scope });
    state.writeBody(context, { scope: body.scope, result: undefined, site }, state);
    if (condition === undefined) throw new Error(`unreachable: the hook ${name} has a condition`);
    const expression = conditionText(condition, pathNode(['workflow', 'status']), RUN_PHASES);
    written[name] = { expression, template };
  }
  return written;
}

/**
 * Publishes the outputs of the first template if the exit handler uses the result of the run. Argo knows them only under a global name, and it records
 * the global outputs of a dag only if another dag calls it. So the first template moves into a task of a new one.
 */
export function publishResult(trace: Trace, state: ManifestState, main: string): void {
  const isUsed = meetsSource(
    (visitor) => walkTrace(trace, visitor),
    (source) => source.kind === 'variable' && source.isResult === true,
  );
  const position = state.bodies.findIndex(({ name }) => name === main);
  const template = state.bodies[position];
  if (!isUsed || template?.outputs?.parameters === undefined) return;
  const { parameters, artifacts } = template.outputs;
  const name = state.names.claim('body');
  // Only the name and the outputs change.
  const published = {
    ...template,
    name,
    outputs: { ...template.outputs, parameters: parameters.map((one) => ({ ...one, globalName: one.name })) },
  } as Template;
  const tag = (kind: string, output: string): string =>
    referenceTag(['tasks', name, 'outputs', kind, output]);
  const outputs: Outputs = {
    parameters: parameters.map((one) => ({
      name: one.name,
      valueFrom: { parameter: tag('parameters', one.name) },
    })),
    ...(artifacts === undefined
      ? {}
      : {
          artifacts: artifacts.map(({ name: one, optional }) => ({
            name: one,
            from: tag('artifacts', one),
            ...(optional === undefined ? {} : { optional }),
          })),
        }),
  };
  const entry: Template = { name: main, dag: { tasks: [{ name, template: name }] }, outputs };
  state.bodies.splice(position, 1, entry, published);
}
