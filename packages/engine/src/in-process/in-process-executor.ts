import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Parameter, Template } from '@tiphys/models';
import { openArtifactAccess } from '../artifacts/artifact-context.ts';
import { findRefusedArtifact } from '../artifacts/find-refused-artifact.ts';
import { openArtifactStore } from '../artifacts/stores/artifact-store.ts';
import { type Clock, systemClock } from '../contract/clock.ts';
import { EngineError } from '../contract/engine-error.ts';
import { describeError } from '../contract/error-text.ts';
import type { Executor, PodHandle, PodRequest, PodResult } from '../contract/executor.ts';
import { realFileSystem } from '../contract/file-system.ts';
import { defaultLimits } from '../contract/limits.ts';
import { podFolder, type RunFolder } from '../contract/run-folder.ts';
import { startData } from '../executors/data.ts';
import { buildEnvironment } from '../pod-spec/container-environment.ts';
import { PodFailure } from '../pod-spec/pod-failure.ts';
import { isMain, podSpecOf } from '../pod-spec/pod-spec.ts';
import { loadInputs } from '../process/pod/pod-inputs.ts';
import { type CollectedOutputs, collectOutputs, type OutputContext } from '../process/pod/pod-outputs.ts';
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
  /** Aborted when the pod has to end, because of a deadline or a shutdown. Its result is ignored then. */
  readonly signal: AbortSignal;
}

/** How the function of a pod ended. */
export interface InProcessEnd {
  readonly exitCode: number;
  /** What Kubernetes says of the failure; appended to Argo's message. @default nothing */
  readonly message?: string;
  /** Whether the pod is lost, so that it has phase Error, no exit code and the message as it is. @default false */
  readonly lost?: boolean;
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
}

/**
 * Creates an executor that runs pods as functions of this process, so that a run needs no processes. Inputs, outputs, artifacts, environment
 * variables and their limits are those of real pods; volumes are ignored.
 */
export function createInProcessExecutor(options: InProcessExecutorOptions): Executor {
  const { pods } = options.folder;
  return {
    start: (request) =>
      request.template.data === undefined
        ? startPod(request, options)
        : startData(request, artifactWorld(options.folder)),
    works: ['pod', 'data'],
    podPaths: { kind: 'under', folder: pods },
    findUnsupported: (template) => findRefusedArtifact(template, ACCESS),
  };
}

function artifactWorld(folder: InProcessExecutorOptions['folder']): Parameters<typeof startData>[1] {
  const store = openArtifactStore(realFileSystem, folder.artifacts);
  return { ...ACCESS, files: realFileSystem, store, limits: defaultLimits };
}

/** Artifacts of tests reach nothing but this machine. */
const ACCESS = openArtifactAccess({ searchPath: process.env.PATH ?? '' });

function startPod(request: PodRequest, options: InProcessExecutorOptions): PodHandle {
  const { clock = systemClock } = options;
  const stop = new AbortController();
  const stopped = Promise.withResolvers<PodResult>();
  const end = (message: string): void => {
    stop.abort();
    stopped.resolve({ phase: 'Failed', message, exitCode: '143', parameters: [], artifacts: [] });
  };
  const cancel =
    request.deadline === undefined ? undefined : clock.callAt(request.deadline, () => end(DEADLINE_MESSAGE));
  const ran = runPod(request, stop.signal, options).catch(failedPod);
  return {
    done: Promise.race([ran, stopped.promise]).finally(() => cancel?.()),
    stop: (reason) => end(reason === 'deadline' ? DEADLINE_MESSAGE : 'main: Error (exit code 143)'),
  };
}

const DEADLINE_MESSAGE = 'Pod was active on the node longer than the specified deadline';

async function runPod(
  request: PodRequest,
  signal: AbortSignal,
  { folder, run }: InProcessExecutorOptions,
): Promise<PodResult> {
  const { template } = request;
  const files = new PodOutputs(request, folder);
  const { containers } = podSpecOf(request);
  const container = containers.find(isMain);
  if (container === undefined) throw new PodFailure('init', 'the template has neither container nor script');
  if (hasArtifacts(template)) await loadInputs(template, files.open());
  const { all: environment } = buildEnvironment({
    request,
    container,
    containers,
    temporaryFolder: '/tmp',
    progressFile: '/argo/progress',
    base: {},
  });
  assertVariableSizes(environment);
  const end = await run({
    request,
    environment: Object.fromEntries(environment),
    pathOf: (podPath) => files.pathOf(podPath),
    write: (file, content) => files.write(file, content),
    signal,
  });
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
  readonly #folder: InProcessExecutorOptions['folder'];
  readonly #root: string;
  /** Texts of output parameters by the paths of their files. */
  readonly #texts = new Map<string, string>();
  #context: OutputContext | undefined;

  constructor(request: PodRequest, folder: InProcessExecutorOptions['folder']) {
    this.#request = request;
    this.#folder = folder;
    this.#root = path.join(podFolder(folder.pods, request.nodeId), 'root');
  }

  /** Makes the folder of the pod. */
  open(): OutputContext {
    if (this.#context !== undefined) return this.#context;
    const { template, nodeId, workflowName, podName, objects } = this.#request;
    const plan = planMappedFiles(realFileSystem, podFolder(this.#folder.pods, nodeId));
    for (const { path: podPath } of template.outputs?.artifacts ?? []) if (podPath) plan.claim(podPath);
    this.#context = {
      ...artifactWorld(this.#folder),
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
    if (text === undefined || text.length > defaultLimits.parameterBytes) return undefined;
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
