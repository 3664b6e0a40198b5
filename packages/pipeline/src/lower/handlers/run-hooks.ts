import type { LifecycleHook, Template } from '@tiphys/models';
import type { AnyPipeline } from '../../author/pipelines/any-pipeline.ts';
import { pathNode } from '../../expression/tree/expression-nodes.ts';
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

/** Publishes the outputs of the first template if the exit handler uses the result of the run: Argo knows them only under a global name. */
export function publishResult(trace: Trace, state: ManifestState, main: string): void {
  const isUsed = meetsSource(
    (visitor) => walkTrace(trace, visitor),
    (source) => source.kind === 'variable' && source.isResult === true,
  );
  const position = state.bodies.findIndex(({ name }) => name === main);
  const template = state.bodies[position];
  if (!isUsed || template?.outputs?.parameters === undefined) return;
  const parameters = template.outputs.parameters.map((one) => ({ ...one, globalName: one.name }));
  // Only the outputs change.
  const published = { ...template, outputs: { ...template.outputs, parameters } } as Template;
  state.bodies[position] = published;
}
