import { EngineError } from '../contract/engine-error.ts';
import type { PodPaths } from '../contract/executor.ts';
import { defaultLimits } from '../contract/limits.ts';
import { readConfigMapKey } from '../manifest/config-map-key.ts';
import {
  type ObjectFields,
  type ParameterFields,
  type SpecFields,
  scalarText,
  type ValueSource,
} from '../manifest/fields.ts';
import { toError } from '../semantics/calls/finish.ts';
import { assertRepository, type RepositorySource } from '../semantics/values/artifact-repository.ts';
import { globalVariables } from '../semantics/values/global-variables.ts';
import { substitute } from '../semantics/values/substitution.ts';
import type { KeptNode } from '../state/kept-node.ts';
import type { RunState, WorkflowIdentity } from '../state/run-state.ts';
import { MissingTemplateObject, resolveWorkflowTemplateRef } from './workflow-template-ref.ts';

/**
 * Default limit for the iterations of all loops of a run. With 10,000 nodes, two get the same id in one of a hundred runs (see
 * state/tree/create-node.ts), and an object in a cluster cannot hold more either.
 */
const MAXIMUM_ITERATIONS = 10_000;

/** The inputs of a run. */
export interface RunSource {
  readonly workflow: ObjectFields;
  readonly objects: readonly ObjectFields[];
  readonly identity: WorkflowIdentity;
  /** Values for parameters of the workflow, which override its own. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly podPaths?: PodPaths | undefined;
  readonly maximumIterations?: number | undefined;
  readonly maximumWorkflowBytes?: number | undefined;
  readonly keptNodes?: Readonly<Record<string, KeptNode>> | undefined;
}

/**
 * Creates the state of a run that has not started.
 *
 * @throws EngineError `ENGINE_UNKNOWN_PARAMETER` if the workflow has no parameter of a given name
 */
export function createRun(source: RunSource): RunState {
  const { identity, workflow, objects } = source;
  const { spec: referring, problem: missing } = referredSpec(workflow.spec ?? {}, objects);
  const { spec: written, problem: unset } = withParameters(referring, source);
  const spec = withGlobals(written, globalVariables(identity, workflow, written));
  const problem = missing ?? findRepositoryProblem({ spec, identity, objects });
  return {
    identity,
    workflow,
    spec,
    objects,
    podPaths: source.podPaths ?? { kind: 'own' },
    limits: {
      iterations: source.maximumIterations ?? MAXIMUM_ITERATIONS,
      workflowBytes: source.maximumWorkflowBytes ?? defaultLimits.workflowBytes,
    },
    ...(source.keptNodes !== undefined && { kept: source.keptNodes }),
    phase: '',
    message: '',
    outputs: { parameters: [], artifacts: [] },
    globals: globalVariables(identity, workflow, written),
    labels: {},
    iterations: 0,
    size: { events: 0, threshold: 0 },
    nodes: {},
    nodeCount: 0,
    activities: {},
    memos: {},
    now: identity.createdAt,
    paused: workflow.spec?.suspend === true,
    locks: {},
    agenda: [],
    timers: [],
    daemons: {},
    suspended: {},
    held: {},
    hookWatches: {},
    activePods: 0,
    unresolvable: {},
    measured: {},
    metrics: { known: {}, errors: [] },
    commands: [],
    workflowHooks: [],
    ...(problem && { fatal: problem.message }),
    ...(unset !== undefined && { unset }),
  };
}

function findRepositoryProblem(source: RepositorySource): Error | undefined {
  try {
    assertRepository(source);
    return undefined;
  } catch (error) {
    return toError(error);
  }
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

/** Returns a spec with the values of its parameters, and Argo's message if one is missing in a ConfigMap. */
function withParameters(
  spec: SpecFields,
  source: RunSource,
): { readonly spec: SpecFields; readonly problem: string | undefined } {
  const { parameters: given, objects } = source;
  const declared = spec.arguments?.parameters ?? [];
  assertKnown(declared, given);
  let problem: string | undefined;
  if (declared.length === 0) return { spec, problem };
  const parameters = declared.map((parameter): ParameterFields => {
    const { valueFrom, ...rest } = parameter;
    const value = given[parameter.name] ?? parameter.value;
    if (value !== undefined) return { ...rest, value };
    const found = configMapValue(parameter.name, valueFrom, objects);
    problem ??= found?.problem;
    return found?.value === undefined ? parameter : { ...rest, value: found.value };
  });
  return { spec: { ...spec, arguments: { ...spec.arguments, parameters } }, problem };
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
  parameter: string,
  source: ValueSource | undefined,
  objects: readonly ObjectFields[],
): { readonly value?: string; readonly problem?: string } | undefined {
  const reference = source?.configMapKeyRef;
  if (!reference) return undefined;
  const found = readConfigMapKey(objects, reference);
  if (found.kind === 'value') return { value: found.value };
  if (source.default !== undefined) return { value: scalarText(source.default) };
  return {
    problem: `failed to set global parameters: failed to set global parameter ${parameter} from configmap with name ${reference.name} and key ${reference.key}: ${found.problem}`,
  };
}

/**
 * Replaces global tags in everything but the templates, before the run starts.
 * See docs/semantics/reconciliation.md#global-substitution.
 */
function withGlobals(spec: SpecFields, globals: Readonly<Record<string, unknown>>): SpecFields {
  const { templates, ...rest } = spec;
  const early = new Map(Object.entries(globals).filter(([name]) => name !== 'workflow.status'));
  const filled = substitute(rest, early, 'lenient');
  return templates ? { ...filled, templates } : filled;
}
