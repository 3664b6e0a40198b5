import path from 'node:path';
import { isAborted } from '../../contract/error-text.ts';
import type { PodHandle, PodNotice, PodRequest, PodResult } from '../../contract/executor.ts';
import { isMain, type PodContainer, type PodSpec, podSpecOf } from '../../pod-spec/pod-spec.ts';
import { createPodControl, type PodControl } from '../container/container-control.ts';
import { NeverBegun, type RecoveredProcess, recoverProcesses } from '../running/recover-process.ts';
import type { PodFiles } from '../sandbox/pod-files.ts';
import { type PlannedContainer, processName, type RunningPod, runContainer } from './container-run.ts';
import { type PodContainers, runContainers, runInitContainers } from './pod-containers.ts';
import { loadInputs, mountInputs } from './pod-inputs.ts';
import {
  archivedLog,
  type ClaimContext,
  claimOutputs,
  collectOutputs,
  type OutputContext,
} from './pod-outputs.ts';
import { watchProbes } from './pod-probes.ts';
import { failedPod, neverStarted, podResult } from './pod-result.ts';
import { mountVolumes } from './pod-volumes.ts';
import type { PodWorld } from './pod-world.ts';
import { POD_ADDRESS, probeOnce } from './probe.ts';
import { watchProgress } from './progress-file.ts';
import { openTerminationFile } from './termination-message.ts';

/** Receives what a pod reports while it runs. */
type Report = (notice: PodNotice) => void;

/** Runs a pod: waits for a slot, loads its inputs, runs its containers, and saves its outputs. */
export function startPod(request: PodRequest, world: PodWorld, report: Report = () => {}): PodHandle {
  const control = createPodControl(world.graceMilliseconds);
  const deadline = armDeadline(request, world, () => control.stop('deadline'));
  const done = world.slots
    .acquire()
    .then(() => runPod({ request, world, control, report }))
    .catch((error: unknown) => failedPod(error, undefined))
    .finally(() => {
      clearTimeout(deadline);
      control.close();
      world.slots.release();
    });
  return { done, stop: (reason) => control.stop(reason) };
}

/**
 * Takes over a pod that another process has started, whether it is still running or has ended. Returns undefined if it is lost, or had not
 * come so far that its containers were running.
 */
export function recoverPod(
  request: PodRequest,
  world: PodWorld,
  report: Report = () => {},
): PodHandle | undefined {
  const result = world.results.find(request.nodeId);
  if (result !== undefined) return { done: Promise.resolve(result), stop() {} };
  const found = recoverProcesses(request.nodeId, world.folder.pods, world);
  const recovered = new Map(found.map((process) => [process.container, process]));
  const isRunning = podSpecOf(request).containers.some((container) => recovered.has(processName(container)));
  if (!isRunning) {
    // It starts again from the beginning.
    for (const { process } of found) process.signal('SIGKILL');
    return undefined;
  }
  const control = createPodControl(world.graceMilliseconds);
  const deadline = armDeadline(request, world, () => control.stop('deadline'));
  let again: PodHandle | undefined;
  let finishedAt: number | undefined;
  for (const { process } of found)
    process.done.then(
      ({ endedAt = 0 }) => {
        finishedAt = Math.max(finishedAt ?? 0, endedAt);
      },
      // The pod tells it.
      () => {},
    );
  const done = runPod({ request, world, control, report, recovered })
    .then((result) => ({ ...result, ...(finishedAt !== undefined && { finishedAt }) }))
    .catch((error: unknown) => {
      if (!(error instanceof NeverBegun)) return failedPod(error, undefined);
      again = startPod(request, world, report);
      if (control.stopped !== undefined) again.stop(control.stopped);
      return again.done;
    })
    .finally(() => {
      clearTimeout(deadline);
      control.close();
    });
  return {
    done,
    stop(reason) {
      control.stop(reason);
      again?.stop(reason);
    },
  };
}

/** The longest delay of a timer. No run reaches a later deadline. */
const MAXIMUM_DELAY = 2 ** 31 - 1;

function armDeadline(request: PodRequest, world: PodWorld, expire: () => void): NodeJS.Timeout | undefined {
  if (request.deadline === undefined) return undefined;
  const delay = request.deadline - world.now();
  return delay > MAXIMUM_DELAY ? undefined : setTimeout(expire, Math.max(0, delay));
}

interface OpenPod extends RunningPod, PodContainers<PlannedContainer> {}

interface PodContext {
  readonly request: PodRequest;
  readonly world: PodWorld;
  readonly control: PodControl;
  readonly report: Report;
  /** The processes of a pod that is taken over, by name. */
  readonly recovered?: ReadonlyMap<string, RecoveredProcess>;
}

async function runPod(context: PodContext): Promise<PodResult> {
  const { control, request, world } = context;
  if (control.stopped !== undefined && context.recovered === undefined) return neverStarted(control.stopped);
  const spec = podSpecOf(request);
  applyLimits(spec, context);
  const opened: PodFiles[] = [];
  try {
    const pod = openContainers(spec, context, opened);
    const outputs = outputsOf(pod);
    preparePod(pod, spec, outputs);
    if (outputs !== undefined && context.recovered === undefined) await loadMain(pod, outputs);
    // It may have been stopped meanwhile.
    if (control.stopped !== undefined && context.recovered === undefined)
      return neverStarted(control.stopped);
    const result = await runPrepared(pod, outputs, context.report);
    world.results.save(request.nodeId, result);
    return result;
  } catch (error) {
    if (error instanceof NeverBegun) throw error;
    // It was stopped while its inputs were on their way.
    if (control.stopped !== undefined && isAborted(error)) return neverStarted(control.stopped);
    return failedPod(error, request.template.containerSet === undefined ? undefined : spec.containers);
  } finally {
    // Files that cannot be removed do not affect the result.
    for (const plan of opened) await world.isolation.closePod(plan).catch(() => {});
  }
}

/** Applies the limits of time that a patch sets. */
function applyLimits(
  { activeDeadlineSeconds, terminationGracePeriodSeconds }: PodSpec,
  { control }: PodContext,
): void {
  if (terminationGracePeriodSeconds !== undefined) control.setGrace(terminationGracePeriodSeconds * 1000);
  if (activeDeadlineSeconds !== undefined) control.stopAfter(activeDeadlineSeconds * 1000);
}

/** Opens a file system for each container. The caller closes those that are in `opened`, even after an error. */
function openContainers(
  spec: PodSpec,
  { control, recovered, request, world }: PodContext,
  opened: PodFiles[],
): OpenPod {
  const open = (container: PodContainer): PlannedContainer => {
    const found = recovered?.get(processName(container));
    const plan =
      found?.plan ??
      world.isolation.openPod(
        isMain(container) ? request.nodeId : `${request.nodeId}.${container.role}.${container.name}`,
      );
    opened.push(plan);
    return {
      container,
      plan,
      recovered: found?.process,
      control: control.addContainer(),
      termination: openTerminationFile(
        world.files,
        container,
        world.isolation.kind === 'namespace' ? plan : undefined,
        found !== undefined,
      ),
    };
  };
  const others = spec.containers.map(open);
  // Those of a pod that is taken over have ended.
  const inits = recovered === undefined ? spec.initContainers.map(open) : [];
  const containers = [...inits, ...others].map(({ container }) => container);
  const pod = { request, world, containers };
  return { ...pod, control, others, inits, run: (planned) => runContainer(planned, pod) };
}

/** Returns the context of the inputs and outputs of the pod; undefined if it has no container for them. */
function outputsOf({ others, request, world }: OpenPod): ClaimContext | undefined {
  const main = others.find(({ container }) => isMain(container));
  if (main === undefined) return undefined;
  return {
    ...world.access,
    files: world.files,
    store: world.store,
    limits: world.limits,
    objects: request.objects,
    repository: request.template.archiveLocation,
    plan: main.plan,
    template: request.template,
    volumeMounts: main.container.fields.volumeMounts ?? [],
    podKey: `${request.workflowName}/${request.podName}`,
    log: archivedLog(request, world.folder),
  };
}

/** Mounts the volumes of all containers. */
function preparePod(pod: OpenPod, { volumes }: PodSpec, outputs: OutputContext | undefined): void {
  const { inits, others, request, world } = pod;
  const podVolumes = path.join(others[0]?.plan.directory ?? world.folder.pods, 'volumes');
  for (const { container, plan, recovered } of [...others, ...inits]) {
    if (recovered !== undefined) continue;
    const mirrored = container.mirrorsMain ? (outputs?.volumeMounts ?? []) : [];
    const mounts = [...(container.fields.volumeMounts ?? []), ...mirrored];
    mountVolumes(mounts, {
      request,
      container,
      containers: pod.containers,
      files: world.files,
      plan,
      volumes,
      podVolumes,
      runVolumes: world.folder.volumes,
    });
  }
}

/** Loads the input artifacts for `main`, and shows them to the containers that mirror it. */
async function loadMain({ control, inits, others }: OpenPod, outputs: ClaimContext): Promise<void> {
  claimOutputs(outputs);
  await loadInputs(outputs.template, { ...outputs, signal: control.signal });
  for (const { container, plan } of [...others, ...inits]) {
    if (container.mirrorsMain) mountInputs(outputs.template, outputs, plan);
  }
}

async function runPrepared(
  pod: OpenPod,
  outputs: OutputContext | undefined,
  report: Report,
): Promise<PodResult> {
  const { containers, control, request } = pod;
  const inits = await runInitContainers(pod);
  const ended = { request, containers, initEnds: inits.ends };
  if ([...inits.ends.values()].some(({ exitCode }) => exitCode !== 0)) {
    await inits.close();
    return podResult({ ...ended, stopped: control.stopped, ends: undefined, outputs: NO_OUTPUTS });
  }
  const ending = runContainers(pod);
  report({ kind: 'running' });
  const progress = outputs && watchProgress(outputs, report);
  const probes = watchProbes(pod, report, {
    check: (probe, planned) => probeOnce(probe, planned, pod),
    address: () => POD_ADDRESS,
  });
  try {
    const ends = await ending;
    await inits.close();
    const collected = outputs === undefined ? NO_OUTPUTS : await collectOutputs(outputs);
    return podResult({ ...ended, stopped: control.stopped, ends, outputs: collected });
  } finally {
    await inits.close();
    progress?.close();
    probes.close();
  }
}

const NO_OUTPUTS = { parameters: [], artifacts: [] };
