import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Artifact, Parameter, Template } from '@tiphys/models';
import { loadArtifact } from '../../artifacts/load-artifact.ts';
import { type Clock, systemClock } from '../../contract/clock.ts';
import { EngineError } from '../../contract/engine-error.ts';
import { describeError } from '../../contract/error-text.ts';
import type { Executor, PodNotice, PodRequest, PodResult } from '../../contract/executor.ts';
import type { DataWorld } from '../data.ts';
import { type StopTexts, startCall } from '../start-call.ts';
import { waitFor } from '../wait-for.ts';
import type { Cluster, ResourceRequest } from './cluster/cluster.ts';
import { parseSelector, type Requirement } from './conditions/label-selector.ts';
import { type Conditions, meetsConditions } from './conditions/match-conditions.ts';
import { findUnsupportedResource } from './find-unsupported-resource.ts';
import { KubectlError } from './kubectl-error.ts';
import type { KubeObject } from './objects/kube-object.ts';
import { readManifest } from './objects/read-manifest.ts';
import { withOwner } from './objects/with-owner.ts';
import { readOutputs } from './outputs/read-outputs.ts';

/** Options of {@link createResourceExecutor}. */
export interface ResourceExecutorOptions {
  /** Where the objects are. */
  readonly cluster: Cluster;
  /** Whether the cluster is a folder of this machine, where nothing acts on objects. @default false */
  readonly isLocal?: boolean;
  /** The artifacts that `manifestFrom` may name. */
  readonly artifacts: DataWorld;
  /** Does work before the first action, such as adding the objects given with the run. @default nothing */
  readonly prepare?: (objects: readonly unknown[], namespace: string) => Promise<void>;
  /** Measures the time between two looks at an object. @default the system clock */
  readonly clock?: Clock;
}

/**
 * Creates an executor for `resource` templates: it does with an object what kubectl would, waits for the conditions and reads the outputs.
 * See docs/semantics/pods.md#resource.
 */
export function createResourceExecutor(options: ResourceExecutorOptions): Executor {
  const { clock = systemClock, isLocal = false } = options;
  return {
    start: (request, report = () => {}) =>
      startCall(
        request,
        clock,
        async (signal) => {
          report({ kind: 'running' } satisfies PodNotice);
          return runResource(request, signal, { ...options, clock }).catch(failedResource);
        },
        POD_TEXTS,
      ),
    findUnsupported: (template) => (isLocal ? findUnsupportedResource(template) : undefined),
  };
}

/** How a pod ends that is stopped. */
const POD_TEXTS: StopTexts = {
  deadline: 'Pod was active on the node longer than the specified deadline',
  shutdown: 'main: Error (exit code 143)',
  exitCode: '143',
};

type ResourceFields = NonNullable<Template['resource']>;

function failedResource(error: unknown): PodResult {
  if (error instanceof EngineError) throw error;
  const message = `main: Error (exit code 64): ${describeError(error)}`;
  return { phase: 'Failed', message, exitCode: '64', parameters: [], artifacts: [] };
}

async function runResource(
  request: PodRequest,
  signal: AbortSignal,
  options: ResourceExecutorOptions & { readonly clock: Clock },
): Promise<PodResult> {
  const { template } = request;
  const fields = template.resource;
  if (fields === undefined) throw new Error('unreachable: the template has no resource');
  const parameters = template.outputs?.parameters ?? [];
  if (fields.action === 'delete' && (hasCondition(fields) || parameters.length > 0))
    throw new Error('successCondition, failureCondition and outputs are not supported for delete action');
  await options.prepare?.(request.objects, request.namespace ?? 'default');
  const object = await act(await resourceRequest(request, fields, signal, options), options);
  if (object === undefined) return succeeded([]);
  await waitForConditions(object, fields, { ...options, signal });
  return succeeded(await outputsOf(object, parameters, { ...options, signal }));
}

function succeeded(parameters: readonly Parameter[]): PodResult {
  return { phase: 'Succeeded', exitCode: '0', parameters, artifacts: [] };
}

function hasCondition({ successCondition = '', failureCondition = '' }: ResourceFields): boolean {
  return successCondition !== '' || failureCondition !== '';
}

/** Runs the action. Argo says of every error that it has stopped retrying. */
async function act(
  request: ResourceRequest,
  { cluster }: ResourceExecutorOptions,
): Promise<KubeObject | undefined> {
  try {
    return await cluster.run(request);
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    throw new Error(`no more retries ${error.message}`, { cause: error });
  }
}

async function resourceRequest(
  request: PodRequest,
  fields: ResourceFields,
  signal: AbortSignal,
  options: ResourceExecutorOptions,
): Promise<ResourceRequest> {
  const { template, namespace = 'default' } = request;
  const text = fields.manifest ?? '';
  const manifest =
    fields.manifestFrom === undefined ? text : await loadManifest(request, fields, signal, options);
  const owned =
    fields.setOwnerReference === true && fields.manifestFrom === undefined
      ? JSON.stringify(withOwner(await readManifest(manifest), request))
      : manifest;
  return {
    // Argo's validation has checked both.
    action: fields.action as ResourceRequest['action'],
    mergeStrategy: (fields.mergeStrategy || 'strategic') as ResourceRequest['mergeStrategy'],
    manifest: owned,
    flags: fields.flags ?? [],
    namespace,
    who: template.name === undefined ? 'An inline template' : `Template "${template.name}"`,
    signal,
  };
}

/** Returns the text of the input artifact that holds the manifest. */
async function loadManifest(
  { template, objects }: PodRequest,
  { manifestFrom }: ResourceFields,
  signal: AbortSignal,
  { artifacts }: ResourceExecutorOptions,
): Promise<string> {
  const name = manifestFrom?.artifact?.name;
  const artifact: Artifact | undefined = template.inputs?.artifacts?.find((one) => one.name === name);
  if (artifact === undefined) throw new Error(`the template has no input artifact "${name}"`);
  const folder = mkdtempSync(path.join(tmpdir(), 'tiphys-manifest-'));
  const file = path.join(folder, 'manifest');
  const context = { ...artifacts, objects, repository: template.archiveLocation, signal };
  try {
    return (await loadArtifact(artifact, file, context)) ? readFileSync(file, 'utf8') : '';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Waiting extends ResourceExecutorOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Waits until the object meets the conditions. */
async function waitForConditions(
  object: KubeObject,
  fields: ResourceFields,
  waiting: Waiting,
): Promise<void> {
  if (!hasCondition(fields)) return;
  const conditions: Conditions = {
    success: readCondition('success', fields.successCondition),
    failure: readCondition('fail', fields.failureCondition),
  };
  while (!meetsConditions(await readAgain(object, waiting), conditions))
    await waitFor(waiting.cluster.pollInterval, waiting.clock, waiting.signal);
}

function readCondition(which: 'success' | 'fail', text = ''): readonly Requirement[] {
  try {
    return parseSelector(text);
  } catch (error) {
    throw new Error(`${which} condition '${text}' failed to parse: ${describeError(error)}`);
  }
}

async function readAgain(object: KubeObject, { cluster, signal }: Waiting): Promise<KubeObject> {
  try {
    return await cluster.read(object, signal);
  } catch (error) {
    if (!(error instanceof KubectlError) || error.reason !== 'NotFound') throw error;
    const reason = error.message.replace(/^Error from server \(NotFound\): /, '');
    throw new Error(
      `The resource has been deleted while its status was still being checked. Will not be retried: ${reason}`,
      { cause: error },
    );
  }
}

async function outputsOf(
  object: KubeObject,
  parameters: readonly Parameter[],
  { cluster, signal }: Waiting,
): Promise<readonly Parameter[]> {
  if (parameters.length === 0) return [];
  return readOutputs(await cluster.read(object, signal), parameters);
}
