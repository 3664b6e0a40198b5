import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  copyStoredArtifact,
  type Executor,
  isRecord,
  type KeptNode,
  type PodRequest,
  type PodResult,
  type RunFolder,
  readStoredJson,
} from '@tiphys/engine';
import type { NodeStatus, Workflow } from '@tiphys/models';
import { timeOf } from '@tiphys/runs';

/** What a node of an earlier run gave, which a later run uses instead of running it again. */
interface KeptResult {
  readonly type: string;
  /** @default Succeeded */
  readonly phase?: PodResult['phase'];
  readonly message?: string;
  /** The values of the inputs that it had, by name. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: NodeStatus['outputs'];
  readonly startedAt?: NodeStatus['startedAt'];
  readonly finishedAt?: NodeStatus['finishedAt'];
}

/** The results that a run keeps from an earlier one, by the names of their nodes without that of the run. */
export type KeptResults = Readonly<Record<string, KeptResult>>;

const FILE = 'kept.json';

/** Types of nodes whose results are kept. All others follow from these. */
const TYPES: ReadonlySet<string> = new Set(['Pod', 'HTTP', 'Plugin', 'Suspend', 'Container']);

/**
 * Returns the results of the nodes that succeeded. A node with retries keeps only the attempt that succeeded, as its first.
 *
 * @param nodes the nodes of the earlier run that count
 */
export function keptResultsOf(workflow: Workflow, nodes: Readonly<Record<string, NodeStatus>>): KeptResults {
  const kept: Record<string, KeptResult> = {};
  const all = Object.values(nodes).filter(({ phase }) => phase === 'Succeeded');
  for (const node of all) {
    const name = relativeName(node.name, workflow.metadata.name ?? '');
    // What runs at the end runs at each end.
    if (name.startsWith('.onExit') || name.startsWith('.hooks.')) continue;
    if (TYPES.has(node.type) && node.nodeFlag?.retried !== true) kept[name] = resultOf(node);
    if (node.type !== 'Retry') continue;
    const last = (node.children ?? [])
      .flatMap((id) => nodes[id] ?? [])
      .findLast(({ phase }) => phase === 'Succeeded');
    if (last !== undefined && TYPES.has(last.type)) kept[`${name}(0)`] = resultOf(last);
  }
  return kept;
}

/** Returns when the nodes of a workflow ran that a retry leaves as they are, by name. The times of pods are those of their results. */
export function keptNodesOf({ status }: Workflow): Readonly<Record<string, KeptNode>> {
  return Object.fromEntries(
    Object.values(status?.nodes ?? {}).flatMap(({ finishedAt, name, phase = '', startedAt, type }) => {
      const [started, finished] = [timeOf(startedAt ?? undefined), timeOf(finishedAt ?? undefined)];
      if (started === undefined || finished === undefined) return [];
      if (TYPES.has(type) && type !== 'Suspend') return [];
      return [[name, { phase, startedAt: started, finishedAt: finished }]];
    }),
  );
}

/**
 * Returns the results of all nodes that a retry leaves as they are, under their own names. Attempts that failed before one succeeded are among them, so that
 * the attempts are the same again.
 */
export function resultsLeft({ metadata, status }: Workflow): KeptResults {
  return Object.fromEntries(
    Object.values(status?.nodes ?? {}).flatMap((node) =>
      TYPES.has(node.type) && isEnd(node.phase) && !isRefused(node)
        ? [[relativeName(node.name, metadata.name ?? ''), resultOf(node)]]
        : [],
    ),
  );
}

/** Tells whether a question was answered with a failure, and is asked again. */
function isRefused({ phase, type }: NodeStatus): boolean {
  return type === 'Suspend' && phase !== 'Succeeded';
}

function isEnd(phase: string | undefined): phase is PodResult['phase'] {
  return phase === 'Succeeded' || phase === 'Failed' || phase === 'Error';
}

function resultOf({ type, inputs, message, outputs, phase, startedAt, finishedAt }: NodeStatus): KeptResult {
  return {
    type,
    ...(isEnd(phase) && phase !== 'Succeeded' && { phase, ...(message !== undefined && { message }) }),
    inputs: valuesOf(inputs?.parameters),
    outputs,
    startedAt,
    finishedAt,
  };
}

function valuesOf(
  parameters: NonNullable<NodeStatus['inputs']>['parameters'],
): Readonly<Record<string, string>> {
  return Object.fromEntries((parameters ?? []).map(({ name, value }) => [name, String(value ?? '')]));
}

function relativeName(name: string, run: string): string {
  return name.startsWith(run) ? name.slice(run.length) : name;
}

/** Writes the results that a run keeps into its folder, so that the run can be resumed and resubmitted. */
export function writeKeptResults(folder: RunFolder, kept: KeptResults): void {
  writeFileSync(path.join(folder.directory, FILE), JSON.stringify(kept));
}

/** Copies the stored artifacts of kept results from the folder of an earlier run. */
export async function copyKeptArtifacts(
  kept: KeptResults,
  folders: { readonly from: RunFolder; readonly to: RunFolder },
): Promise<void> {
  const artifacts = Object.values(kept).flatMap(({ outputs }) => outputs?.artifacts ?? []);
  for (const artifact of artifacts) await copyStoredArtifact(artifact, folders);
}

/**
 * Returns the results that a run keeps.
 *
 * @throws EngineError `ENGINE_FILE_DAMAGED`
 */
export function readKeptResults(folder: RunFolder): KeptResults {
  const file = path.join(folder.directory, FILE);
  const advice =
    'It holds the results that the run keeps from an earlier one. Delete it to run those tasks again.';
  return readStoredJson({ readFileSync }, file, { is: isKeptResults, advice }) ?? {};
}

function isKeptResults(value: unknown): value is KeptResults {
  return isRecord(value) && Object.values(value).every((kept) => isRecord(kept) && isRecord(kept.inputs));
}

/** Learns what becomes of kept results. */
export interface KeptListener {
  /** Called with the id of a node whose result is used instead of running it. */
  onKept?(nodeId: string): void;
  /** Called with a node that has a result, but runs again since its inputs have other values now. */
  onChanged?(node: { readonly name: string; readonly inputs: readonly string[] }): void;
}

/** Returns an executor that gives kept results, and runs everything else. A node whose inputs have changed runs again. */
export function withKeptResults<T extends Executor>(
  executor: T,
  kept: KeptResults,
  listener: KeptListener = {},
): T {
  if (Object.keys(kept).length === 0) return executor;
  const start: Executor['start'] = (request, ...rest) => {
    const found = kept[relativeName(request.nodeName, request.workflowName)];
    if (found === undefined) return executor.start(request, ...rest);
    const inputs = changedInputs(found, request);
    if (inputs.length > 0) {
      listener.onChanged?.({ name: request.nodeName, inputs });
      return executor.start(request, ...rest);
    }
    listener.onKept?.(request.nodeId);
    return { done: Promise.resolve(podResult(found)), stop: () => {} };
  };
  // Everything else, whatever it is called, belongs to the executor.
  return new Proxy(executor, {
    get: (target, key) => {
      const value: unknown = key === 'start' ? start : Reflect.get(target, key, target);
      return typeof value === 'function' && key !== 'start' ? value.bind(target) : value;
    },
  });
}

/** Returns the names of the inputs that have other values than before, or are new, or are gone. */
function changedInputs({ inputs }: KeptResult, { template }: PodRequest): readonly string[] {
  const now = valuesOf(template.inputs?.parameters);
  const names = new Set([...Object.keys(now), ...Object.keys(inputs)]);
  return [...names].filter((name) => now[name] !== inputs[name]);
}

function podResult({ outputs, phase = 'Succeeded', message, startedAt, finishedAt }: KeptResult): PodResult {
  const started = timeOf(startedAt ?? undefined);
  const finished = timeOf(finishedAt ?? undefined);
  const { result, exitCode } = outputs ?? {};
  return {
    phase,
    ...(message !== undefined && { message }),
    ...(started !== undefined && { startedAt: started }),
    ...(finished !== undefined && { finishedAt: finished }),
    ...(result !== undefined && { result }),
    ...(exitCode !== undefined && { exitCode }),
    parameters: outputs?.parameters ?? [],
    artifacts: outputs?.artifacts ?? [],
  };
}

/** Returns the answers that a suspended node got in the earlier run; undefined if it was not answered there. */
export function keptAnswers(
  kept: KeptResults,
  node: { readonly name: string },
  run: string,
): Readonly<Record<string, string>> | undefined {
  const found = kept[relativeName(node.name, run)];
  return found?.type === 'Suspend' ? valuesOf(found.outputs?.parameters) : undefined;
}
