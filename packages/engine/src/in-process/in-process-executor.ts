import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Parameter, Template } from '@tiphys/models';
import { type ArtifactAccess, openArtifactAccess } from '../artifacts/artifact-context.ts';
import { findRefusedArtifact } from '../artifacts/find-refused-artifact.ts';
import { openArtifactStore } from '../artifacts/stores/artifact-store.ts';
import { type Clock, systemClock } from '../contract/clock.ts';
import { EngineError } from '../contract/engine-error.ts';
import { describeError, isAborted } from '../contract/error-text.ts';
import type { Executor, PodHandle, PodRequest, PodResult } from '../contract/executor.ts';
import { realFileSystem } from '../contract/file-system.ts';
import { defaultLimits, type Limits } from '../contract/limits.ts';
import { podFolder, type RunFolder } from '../contract/run-folder.ts';
import { startData } from '../executors/data.ts';
import { buildEnvironment } from '../pod-spec/container-environment.ts';
import { PodFailure } from '../pod-spec/pod-failure.ts';
import { isMain, podSpecOf } from '../pod-spec/pod-spec.ts';
import { loadInputs } from '../process/pod/pod-inputs.ts';
import { type CollectedOutputs, collectOutputs, type OutputContext } from '../process/pod/pod-outputs.ts';
import { neverStarted } from '../process/pod/pod-result.ts';
import { assertVariableSizes } from '../process/pod/too-large.ts';
import { planMappedFiles } from '../process/sandbox/pod-files.ts';

/** A pod that a function of this process stands for. */
export interface InProcessPod {
  readonly request: PodRequest;
  /** The environment variables of the container, without those of this process. */
  readonly environment: Readonly<Record<string, string>>;
  /** Returns where a declared path of the pod is on this machine. */
  pathOf(podPath: string): string;
  /** Writes a file of the pod. The texts of output parameters stay in memory. */
  write(file: string, content: string | Uint8Array): void;
  /** Aborted when the pod has to end, because of a deadline or a shutdown. Its result is ignored then, unless the executor `awaitsEnd`. */
  readonly signal: AbortSignal;
}

/** How the function of a pod ended. */
export interface InProcessEnd {
  readonly exitCode: number;
  /** What Kubernetes says of the failure; appended to Argo's message. @default nothing */
  readonly message?: string;
  /** Whether the pod is lost, so that it has phase Error, no exit code and the message as it is. @default false */
  readonly lost?: boolean;
  /** Whether it was stopped before it started. @default false */
  readonly neverStarted?: boolean;
  /** What it printed, for `outputs.result`. @default '' */
  readonly output?: string;
}

/** Options of {@link createInProcessExecutor}. */
export interface InProcessExecutorOptions {
  /** The folders of the run. Files stay until the caller removes them. */
  readonly folder: Pick<RunFolder, 'pods' | 'artifacts'>;
  /** Runs a pod. It finds its files at the paths in the environment, and writes its outputs there, by itself or with `write`. */
  readonly run: (pod: InProcessPod) => Promise<InProcessEnd>;
  /** Enforces the deadlines of pods. @default the system clock */
  readonly clock?: Clock;
  /** Whether pods end soon after they are stopped, so that their outputs until then are kept. @default false */
  readonly awaitsEnd?: boolean;
  /** Environment variables of every pod. Its `PATH` is used to find `git`. @default none, and the `PATH` of this process */
  readonly environment?: Readonly<Record<string, string>>;
  /** Hosts that artifacts may contact besides this machine. @default none */
  readonly allowedHosts?: readonly string[];
  /** Buckets of S3 that are used for real. @default none */
  readonly remoteBuckets?: readonly string[];
  /** Limits of each pod. @default defaultLimits */
  readonly limits?: Partial<Limits>;
}

/**
 * Creates an executor that runs pods as functions of this process, so that a run needs no processes. Inputs, outputs, artifacts, environment
 * variables and their limits are those of real pods; volumes are ignored.
 */
export function createInProcessExecutor(options: InProcessExecutorOptions): Executor {
  const { pods } = options.folder;
  const world = worldOf(options);
  return {
    start: (request) =>
      request.template.data === undefined ? startPod(request, world) : startData(request, world),
    works: ['pod', 'data'],
    podPaths: { kind: 'under', folder: pods },
    findUnsupported: (template) => findRefusedArtifact(template, world),
  };
}

type ArtifactWorld = ArtifactAccess & Parameters<typeof startData>[1];

interface InProcessWorld extends ArtifactWorld {
  readonly options: InProcessExecutorOptions;
}

function worldOf(options: InProcessExecutorOptions): InProcessWorld {
  const { environment, folder } = options;
  return {
    ...openArtifactAccess({ ...options, searchPath: environment?.PATH ?? process.env.PATH ?? '' }),
    files: realFileSystem,
    store: openArtifactStore(realFileSystem, folder.artifacts),
    limits: { ...defaultLimits, ...options.limits },
    options,
  };
}

function startPod(request: PodRequest, world: InProcessWorld): PodHandle {
  const { awaitsEnd, clock = systemClock } = world.options;
  const stop = new AbortController();
  const stopped = Promise.withResolvers<PodResult>();
  let verdictOfStop: Pick<PodResult, 'phase' | 'message'> | undefined;
  const end = (reason: 'shutdown' | 'deadline'): void => {
    const message = reason === 'deadline' ? DEADLINE_MESSAGE : 'main: Error (exit code 143)';
    verdictOfStop ??= { phase: 'Failed', message };
    stop.abort(reason);
    if (awaitsEnd !== true)
      stopped.resolve({ ...verdictOfStop, exitCode: '143', parameters: [], artifacts: [] });
  };
  const cancel =
    request.deadline === undefined ? undefined : clock.callAt(request.deadline, () => end('deadline'));
  const ran = runPod(request, stop.signal, world)
    .catch((error: unknown) =>
      // It was stopped while its inputs were on their way.
      stop.signal.aborted && isAborted(error) ? neverStarted(reasonOf(stop.signal)) : failedPod(error),
    )
    // A pod that has never started says so itself.
    .then((result) => (result.exitCode === undefined ? result : { ...result, ...verdictOfStop }));
  return {
    done: Promise.race([ran, stopped.promise]).finally(() => cancel?.()),
    stop: end,
  };
}

function reasonOf({ reason }: AbortSignal): 'shutdown' | 'deadline' {
  return reason === 'deadline' ? 'deadline' : 'shutdown';
}

const DEADLINE_MESSAGE = 'Pod was active on the node longer than the specified deadline';

async function runPod(request: PodRequest, signal: AbortSignal, world: InProcessWorld): Promise<PodResult> {
  const { environment: base = {}, run } = world.options;
  const { template } = request;
  const files = new PodOutputs(request, world);
  const { containers } = podSpecOf(request);
  const container = containers.find(isMain);
  if (container === undefined) throw new PodFailure('init', 'the template has neither container nor script');
  if (hasArtifacts(template)) await loadInputs(template, { ...files.open(), signal });
  const { all: environment } = buildEnvironment({
    request,
    container,
    containers,
    temporaryFolder: '/tmp',
    progressFile: '/argo/progress',
    base,
  });
  assertVariableSizes(environment);
  const end = await run({
    request,
    environment: Object.fromEntries(environment),
    pathOf: (podPath) => files.pathOf(podPath),
    write: (file, content) => files.write(file, content),
    signal,
  });
  if (end.neverStarted === true) return neverStarted(reasonOf(signal));
  const { parameters, artifacts, problem } = await files.collect();
  return {
    ...verdict(end, problem),
    ...(end.lost === true ? {} : { exitCode: String(end.exitCode) }),
    ...(request.captureResult && { result: end.output ?? '' }),
    parameters,
    artifacts,
  };
}

function hasArtifacts({ inputs, outputs }: Template): boolean {
  return (inputs?.artifacts?.length ?? 0) > 0 || (outputs?.artifacts?.length ?? 0) > 0;
}

/** The outputs of a pod. A pod without artifacts that writes all of its parameters needs no folder. */
class PodOutputs {
  readonly #request: PodRequest;
  readonly #world: InProcessWorld;
  readonly #pods: string;
  readonly #root: string;
  /** Texts of output parameters by the paths of their files. */
  readonly #texts = new Map<string, string>();
  #context: OutputContext | undefined;

  constructor(request: PodRequest, world: InProcessWorld) {
    this.#request = request;
    this.#world = world;
    this.#pods = world.options.folder.pods;
    this.#root = path.join(podFolder(this.#pods, request.nodeId), 'root');
  }

  /** Makes the folder of the pod. */
  open(): OutputContext {
    if (this.#context !== undefined) return this.#context;
    const { template, nodeId, workflowName, podName, objects } = this.#request;
    const plan = planMappedFiles(realFileSystem, podFolder(this.#pods, nodeId));
    for (const { path: podPath } of template.outputs?.artifacts ?? []) if (podPath) plan.claim(podPath);
    this.#context = {
      ...this.#world,
      objects,
      repository: template.archiveLocation,
      plan,
      template,
      volumeMounts: [],
      podKey: `${workflowName}/${podName}`,
    };
    return this.#context;
  }

  write(file: string, content: string | Uint8Array): void {
    if (typeof content === 'string' && this.#isParameter(file)) this.#texts.set(file, content);
    else writeFile(file, content);
  }

  #isParameter(file: string): boolean {
    const parameters = this.#request.template.outputs?.parameters ?? [];
    return parameters.some(({ valueFrom }) => valueFrom?.path && this.pathOf(valueFrom.path) === file);
  }

  async collect(): Promise<CollectedOutputs> {
    const { template } = this.#request;
    const parameters = (template.outputs?.parameters ?? []).map((parameter) => this.#withText(parameter));
    if (this.#context === undefined && parameters.every((one) => one !== undefined))
      return { parameters, artifacts: [] };
    const context = this.open();
    for (const [file, text] of this.#texts) writeFile(file, text);
    return collectOutputs(context);
  }

  /** Returns a parameter with the text that was written, or undefined if it was not written here. */
  #withText(parameter: Parameter): Parameter | undefined {
    const podPath = parameter.valueFrom?.path;
    if (podPath === undefined || podPath === '') return parameter;
    const text = this.#texts.get(this.pathOf(podPath));
    if (text === undefined || text.length > this.#world.limits.parameterBytes) return undefined;
    return { ...parameter, value: text.endsWith('\n') ? text.slice(0, -1) : text };
  }

  pathOf(podPath: string): string {
    return path.join(this.#root, path.posix.resolve('/', podPath));
  }
}

function writeFile(file: string, content: string | Uint8Array): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** Returns the result in Argo's order of reasons: main, then the saving of outputs. */
function verdict(end: InProcessEnd, problem: string | undefined): Pick<PodResult, 'phase' | 'message'> {
  if (end.lost === true) return { phase: 'Error', message: end.message ?? 'pod deleted' };
  if (end.exitCode !== 0) {
    const more = end.message === undefined ? '' : `: ${end.message}`;
    return { phase: 'Failed', message: `main: Error (exit code ${end.exitCode})${more}` };
  }
  if (problem !== undefined) return { phase: 'Error', message: `wait: Error (exit code 64): ${problem}` };
  return { phase: 'Succeeded' };
}

function failedPod(error: unknown): PodResult {
  const message =
    error instanceof PodFailure
      ? `${error.stage}: Error (exit code 64): ${error.message}`
      : error instanceof EngineError
        ? `${error.code}: ${error.message}`
        : describeError(error);
  return { phase: 'Error', message, parameters: [], artifacts: [] };
}
