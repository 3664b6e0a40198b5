import { EngineError } from '../contract/engine-error.ts';
import type { Executor } from '../contract/executor.ts';
import { defaultLimits } from '../contract/limits.ts';
import {
  type ObjectFields,
  type ParameterFields,
  type SpecFields,
  scalarText,
  type ValueSource,
} from '../manifest/fields.ts';
import { findObject } from '../manifest/find-object.ts';
import { startTemplate } from '../semantics/calls/start-template.ts';
import { SizeWatch } from '../semantics/limits/size-watch.ts';
import { globalVariables } from '../semantics/values/global-variables.ts';
import { substitute } from '../semantics/values/substitution.ts';
import { createTemplateStore } from '../semantics/values/template-store.ts';
import { LoopBudget } from '../state/loop-budget.ts';
import type { RunState, WorkflowIdentity } from '../state/run-state.ts';
import { MissingTemplateObject, resolveWorkflowTemplateRef } from './workflow-template-ref.ts';

/** The inputs of a run. */
export interface RunSource {
  readonly workflow: ObjectFields;
  readonly objects: readonly ObjectFields[];
  readonly identity: WorkflowIdentity;
  /** Values for parameters of the workflow, which override its own. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly pathOf: Executor['pathOf'];
  readonly maximumIterations?: number | undefined;
  readonly maximumWorkflowBytes?: number | undefined;
}

/**
 * Creates the state of a run that has not started.
 *
 * @throws EngineError `ENGINE_UNKNOWN_PARAMETER` if the workflow has no parameter of a given name
 */
export function createRun(source: RunSource): RunState {
  const { identity, workflow, objects } = source;
  const { spec: referring, problem } = referredSpec(workflow.spec ?? {}, objects);
  const written = withParameters(referring, source);
  const spec = withGlobals(written, globalVariables(identity, workflow, written));
  return {
    identity,
    workflow,
    spec,
    objects,
    templates: createTemplateStore(spec.workflowTemplateRef ? '' : identity.name, spec, objects),
    pathOf: source.pathOf,
    startTemplate,
    phase: '',
    message: '',
    startedAt: undefined,
    finishedAt: undefined,
    outputs: { parameters: [], artifacts: [] },
    globals: globalVariables(identity, workflow, written),
    labels: {},
    loops: new LoopBudget(source.maximumIterations),
    size: new SizeWatch(source.maximumWorkflowBytes ?? defaultLimits.workflowBytes),
    nodes: new Map(),
    nodesByName: new Map(),
    memos: new Map(),
    now: identity.createdAt,
    shutdown: undefined,
    agenda: [],
    timers: [],
    pods: new Map(),
    suspended: new Set(),
    held: new Set(),
    hookWatches: new Set(),
    activePods: 0,
    unresolvable: new Map(),
    commands: [],
    root: undefined,
    exitHandler: undefined,
    workflowHooks: new Map(),
    fatal: problem,
  };
}

/** Resolves `workflowTemplateRef`. As in a cluster, a missing object ends the run when it starts. */
function referredSpec(
  spec: SpecFields,
  objects: readonly ObjectFields[],
): { readonly spec: SpecFields; readonly problem: Error | undefined } {
  try {
    return { spec: resolveWorkflowTemplateRef(spec, objects), problem: undefined };
  } catch (error) {
    if (error instanceof MissingTemplateObject) return { spec, problem: error };
    throw error;
  }
}

function withParameters(spec: SpecFields, source: RunSource): SpecFields {
  const { parameters: given, objects } = source;
  const declared = spec.arguments?.parameters ?? [];
  assertKnown(declared, given);
  if (declared.length === 0) return spec;
  const parameters = declared.map((parameter): ParameterFields => {
    const { valueFrom, ...rest } = parameter;
    const value = given[parameter.name] ?? parameter.value ?? configMapValue(valueFrom, objects);
    return value === undefined ? parameter : { ...rest, value };
  });
  return { ...spec, arguments: { ...spec.arguments, parameters } };
}

function assertKnown(declared: readonly ParameterFields[], given: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(given)) {
    if (declared.some((parameter) => parameter.name === name)) continue;
    const known = declared.map((parameter) => parameter.name).join(', ') || 'none';
    throw new EngineError(
      'ENGINE_UNKNOWN_PARAMETER',
      `The workflow has no parameter "${name}". Its parameters are: ${known}.`,
    );
  }
}

function configMapValue(
  source: ValueSource | undefined,
  objects: readonly ObjectFields[],
): string | undefined {
  const reference = source?.configMapKeyRef;
  if (!reference) return undefined;
  const map = findObject(objects, 'ConfigMap', reference.name);
  return (
    map?.data?.[reference.key] ?? (source.default === undefined ? undefined : scalarText(source.default))
  );
}

/**
 * Replaces global tags in everything but the templates, before the run starts.
 * See docs/semantics/reconciliation.md#global-substitution.
 */
function withGlobals(spec: SpecFields, globals: Map<string, unknown>): SpecFields {
  const { templates, ...rest } = spec;
  const early = new Map([...globals].filter(([name]) => name !== 'workflow.status'));
  const filled = substitute(rest, early, 'lenient');
  return templates ? { ...filled, templates } : filled;
}
