import { callableOf } from '../../ir/callable.ts';
import type { CallNode, Scope } from '../../ir/graph.ts';
import { defaultsScope, scopeDefaults } from '../../ir/scope-defaults.ts';
import type { PipelineFunctions, PipelineSettings } from '../../ir/settings/pipeline-settings.ts';
import { isFromInput, mergeSettings, type ResolvedOptions } from '../../ir/settings/settings.ts';
import type { Trace } from '../../ir/trace.ts';
import { walkTrace } from '../../ir/walk.ts';
import { invalidOption } from '../options/option-check.ts';
import { withPipelineLocation } from '../tracing/with-pipeline-location.ts';
import { plainPath } from './checks/mounts-check.ts';
import { assertWithinLimits } from './checks/resource-check.ts';
import { settingsFields } from './settings-check.ts';

/** The options of a pipeline that layers of settings depend on. */
interface Merged {
  readonly functions: PipelineFunctions;
  readonly options: Pick<PipelineSettings, 'workspace'>;
}

/**
 * Checks settings that are valid in each layer, but not together.
 *
 * @throws PipelineError `PIPELINE_INVALID_OPTION` with the location of the call
 */
export function assertMerged(
  trace: Trace,
  { functions: { defaults }, options: { workspace } }: Merged,
): void {
  const seen = new Map<ResolvedOptions, Set<Scope | undefined>>();
  const place = workspace === undefined ? undefined : (workspace.path ?? '/workspace');
  walkTrace(trace, {
    task(task) {
      if (task.kind !== 'call' || !hasSettings(task)) return;
      const own = task.options ?? task.component.options;
      const scopes = seen.get(own) ?? new Set<Scope | undefined>();
      seen.set(own, scopes);
      const around = defaultsScope(task.scope);
      if (scopes.has(around)) return;
      scopes.add(around);
      const below = mergeSettings(defaults, scopeDefaults(task.scope));
      withPipelineLocation(task, () => assertCall(mergeSettings(below, own), task, place));
    },
  });
}

function hasSettings(task: CallNode): boolean {
  const kind = callableOf(task);
  return kind === 'function' || kind === 'definition';
}

function assertCall(settings: ResolvedOptions, { component }: CallNode, workspace: string | undefined): void {
  const what = `the call of ${component.descriptor.name}`;
  const { resources, pod, container, mounts = {} } = settings;
  if (resources !== undefined) assertWithinLimits(resources, { what, path: 'resources' });
  if (pod !== undefined) settingsFields.pod(pod, { what, path: 'pod' });
  if (container !== undefined) settingsFields.container(container, { what, path: 'container' });
  if (pod?.podSpecPatch !== undefined && hasOutputs(resources))
    throw invalidOption(
      `"resources" of ${what} has outputs, which need the patch of the pod, but "pod.podSpecPatch" is set, too. Remove one of them.`,
    );
  const clash = Object.keys(mounts).find((path) => plainPath(path) === plainPath(workspace ?? ''));
  if (clash !== undefined && workspace !== undefined)
    throw invalidOption(
      `"mounts" of ${what} has "${clash}", which is the workspace of the pipeline. Choose another path.`,
    );
}

function hasOutputs({ requests = {}, limits = {} }: ResolvedOptions['resources'] & object = {}): boolean {
  return [...Object.values(requests), ...Object.values(limits)].some(isFromInput);
}
