import { tryParseDuration } from '@tiphys/go';
import type { LifecycleHook, Parameter, Template, WorkflowMetadata, WorkflowSpec } from '@tiphys/models';
import type { TemplateSignature } from '../../ir/component/template-signature.ts';
import type { PipelineSettings } from '../../ir/settings/pipeline-settings.ts';
import type { Duration } from '../../ir/surface/amounts.ts';
import type { Repository } from '../../ir/surface/repository.ts';
import { synchronizationOf } from '../context/synchronization.ts';
import { artifactFields } from './artifacts.ts';
import { type RunClaim, volumesOf } from './volumes.ts';

/** The labels of a pipeline. */
export interface WrittenLabels {
  /** Labels of the object. */
  readonly fixed: Readonly<Record<string, string>>;
  /** Expressions for the labels of each run. */
  readonly computed: Readonly<Record<string, string>>;
}

/** What the tasks of a pipeline compile to. */
export interface WrittenTemplates {
  /** Name of the first template. */
  readonly main: string;
  /** Name of the template of the exit handler. */
  readonly exit: string | undefined;
  /** The hooks of the workflow by name. */
  readonly hooks: Readonly<Record<string, LifecycleHook>>;
  readonly parameters: readonly Parameter[];
  readonly templates: readonly Template[];
  /** The signature of the template through which other workflows call it, if its kind allows it. */
  readonly signature: readonly [template: string, signature: TemplateSignature] | undefined;
  /** Annotations that keep the types of the inputs. */
  readonly inputTypes: Readonly<Record<string, string>>;
  /** The volumes of each run. */
  readonly claims: readonly RunClaim[];
  readonly labels: WrittenLabels;
  /** Where files are stored, if the pipeline says so. */
  readonly repository: Repository['repository'] | undefined;
}

/** Returns the spec of a workflow. */
export function specOf(
  options: PipelineSettings,
  { main, exit, hooks, parameters, templates, claims, labels: { computed }, repository }: WrittenTemplates,
): WorkflowSpec {
  const { deadline, lock, spec = {} } = options;
  const { workflowMetadata, ...others } = spec;
  return {
    entrypoint: main,
    ...(parameters.length === 0 ? {} : { arguments: { parameters } }),
    ...(exit === undefined ? {} : { onExit: exit }),
    ...(Object.keys(hooks).length === 0 ? {} : { hooks }),
    ...(deadline === undefined ? {} : { activeDeadlineSeconds: secondsOf(deadline) }),
    ...(lock === undefined ? {} : { synchronization: synchronizationOf(lock) }),
    ...artifactFields(options, repository),
    ...volumesOf(claims),
    ...others,
    ...metadataOfRuns(computed, workflowMetadata),
    templates,
  };
}

function metadataOfRuns(
  computed: WrittenLabels['computed'],
  given: WorkflowMetadata = {},
): Pick<WorkflowSpec, 'workflowMetadata'> {
  if (Object.keys(computed).length === 0)
    return Object.keys(given).length === 0 ? {} : { workflowMetadata: given };
  const labelsFrom = Object.fromEntries(
    Object.entries(computed).map(([name, expression]) => [name, { expression }]),
  );
  return { workflowMetadata: { ...given, labelsFrom: { ...labelsFrom, ...given.labelsFrom } } };
}

/** Returns the whole seconds of a duration that has been checked; parts of a second count as one. */
function secondsOf(duration: Duration): number {
  if (typeof duration === 'number') return duration;
  return Math.ceil(Number(tryParseDuration(duration) ?? 0n) / 1e9);
}
