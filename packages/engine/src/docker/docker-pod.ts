import path from 'node:path';
import { removeAt } from '../confined/remove-tree.ts';
import { EngineError } from '../contract/engine-error.ts';
import type { PodHandle, PodNotice, PodRequest, PodResult } from '../contract/executor.ts';
import { podFolder } from '../contract/run-folder.ts';
import { isMain, type PodContainer, type PodSpec, podSpecOf } from '../pod-spec/pod-spec.ts';
import { SCRIPT_PATH } from '../process/container/container-command.ts';
import { createPodControl, type PodControl } from '../process/container/container-control.ts';
import { type PodContainers, runContainers, runInitContainers } from '../process/pod/pod-containers.ts';
import { loadInputs, mountInputs } from '../process/pod/pod-inputs.ts';
import { archivedLog, collectOutputs, type OutputContext, outputPaths } from '../process/pod/pod-outputs.ts';
import { watchProbes } from '../process/pod/pod-probes.ts';
import { failedPod, neverStarted, podResult } from '../process/pod/pod-result.ts';
import { mountVolumes } from '../process/pod/pod-volumes.ts';
import { watchProgress } from '../process/pod/progress-file.ts';
import { isWithin } from '../process/sandbox/pod-files.ts';
import { findAddress } from './docker-address.ts';
import { type FoundContainer, failed, LABELS, NETWORK_KEY, removeContainers } from './docker-containers.ts';
import { type DockerFiles, planDockerFiles } from './docker-files.ts';
import { ownFilesIn } from './docker-ownership.ts';
import { type DockerContainer, type DockerPod, keyOf } from './docker-pod-parts.ts';
import { probeContainer } from './docker-probe.ts';
import { runDockerContainer } from './docker-run.ts';
import type { DockerWorld } from './docker-world.ts';

type Report = (notice: PodNotice) => void;

/** A pod to run, with the containers that an earlier process has made for it. */
export interface DockerPodStart {
  readonly request: PodRequest;
  readonly report: Report;
  /** Empty for a new pod. */
  readonly existing: readonly FoundContainer[];
}

/** Runs a pod in containers: loads its inputs, runs its containers in their order, and copies its outputs. */
export function startDockerPod(start: DockerPodStart, world: DockerWorld): PodHandle {
  const { request } = start;
  const control = createPodControl(world.graceMilliseconds);
  if (request.deadline !== undefined) control.stopAfter(Math.max(0, request.deadline - world.now()));
  const done = world.slots
    .acquire()
    .then(() => runPod(start, control, world))
    .catch((error: unknown) => failedPod(error, undefined))
    .finally(() => {
      control.close();
      world.slots.release();
    });
  return { done, stop: (reason) => control.stop(reason) };
}

interface OpenPod extends DockerPod, PodContainers<DockerContainer> {}

async function runPod(
  { existing, report, request }: DockerPodStart,
  control: PodControl,
  world: DockerWorld,
): Promise<PodResult> {
  if (control.stopped !== undefined) return neverStarted(control.stopped);
  const spec = podSpecOf(request);
  const ids = new Map(existing.map(({ id, key }) => [key, id]));
  const isNew = ids.size === 0;
  const directory = podFolder(world.folder.pods, request.nodeId);
  try {
    if (isNew) await removeAt(world.files, directory);
    const network = await openNetwork({ request, spec, ids }, world);
    const pod = openPod({ request, spec, ids, network, directory }, control, world);
    const outputs = outputsOf(pod);
    mountAll(pod);
    if (outputs !== undefined) await loadMain(pod, outputs, isNew);
    if (control.stopped !== undefined) return neverStarted(control.stopped);
    const result = await runOpened(pod, outputs, report);
    world.results.save(request.nodeId, result);
    return result;
  } catch (error) {
    return failedPod(error, request.template.containerSet === undefined ? undefined : spec.containers);
  } finally {
    await removeContainers(
      world.cli,
      [...ids].map(([key, id]) => ({ id, key })),
    ).catch(() => {});
    await ownFilesIn(directory, world).catch(() => {});
    // Files that cannot be removed do not affect the result.
    await removeAt(world.files, directory).catch(() => {});
  }
}

interface NetworkRequest {
  readonly request: PodRequest;
  readonly spec: PodSpec;
  readonly ids: Map<string, string>;
}

/** Starts the container that holds the network of a pod with several containers, which may end in any order. Returns its id. */
async function openNetwork(
  { ids, request, spec }: NetworkRequest,
  world: DockerWorld,
): Promise<string | undefined> {
  const known = ids.get(NETWORK_KEY);
  if (known !== undefined || spec.containers.length < 2) return known;
  await world.ensureImage(world.pauseImage, undefined);
  const labels = {
    [LABELS.run]: world.folder.directory,
    [LABELS.node]: request.nodeId,
    [LABELS.container]: NETWORK_KEY,
  };
  const { exitCode, stderr, stdout } = await world.cli.call([
    'run',
    '--detach',
    ...Object.entries(labels).flatMap(([name, value]) => ['--label', `${name}=${value}`]),
    ...(spec.hostAliases ?? []).flatMap(({ hostnames, ip }) =>
      (hostnames ?? []).flatMap((name) => ['--add-host', `${name}:${ip}`]),
    ),
    world.pauseImage,
  ]);
  if (exitCode !== 0) throw failed('create the network of the pod', stderr);
  ids.set(NETWORK_KEY, stdout.trim());
  return stdout.trim();
}

interface PodPlan {
  readonly request: PodRequest;
  readonly spec: PodSpec;
  readonly ids: Map<string, string>;
  readonly network: string | undefined;
  readonly directory: string;
}

function openPod({ directory, ...plan }: PodPlan, control: PodControl, world: DockerWorld): OpenPod {
  const { files } = world;
  const open = (container: PodContainer): DockerContainer => {
    const folder = path.join(directory, container.role, container.name);
    const files_ = planDockerFiles(files, folder);
    const own = path.join(folder, 'argo');
    files.mkdirSync(path.join(own, 'staging'), { recursive: true });
    files.chmodSync(own, 0o777);
    files.chmodSync(path.join(own, 'staging'), 0o755);
    files_.mount('/argo', own, 'run');
    if (container.source !== undefined) {
      const script = path.join(folder, SCRIPT_PATH);
      files.writeFileSync(script, container.source);
      files.chmodSync(script, 0o755);
    }
    const terminationFile = path.join(folder, 'termination-log');
    files.writeFileSync(terminationFile, '', { flag: 'a' });
    files.chmodSync(terminationFile, 0o666);
    files_.mount(container.fields.terminationMessagePath ?? '/dev/termination-log', terminationFile, 'run');
    return { container, plan: files_, control: control.addContainer(), terminationFile };
  };
  const others = plan.spec.containers.map(open);
  const inits = plan.spec.initContainers.map(open);
  const containers = [...inits, ...others].map(({ container }) => container);
  const pod: DockerPod = { ...plan, world, containers, ran: new Set() };
  return { ...pod, control, others, inits, run: (planned) => runDockerContainer(planned, pod) };
}

function outputsOf({ others, request, world }: OpenPod): OutputContext | undefined {
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

function mountAll({ containers, inits, others, request, spec, world }: OpenPod): void {
  const main = others.find(({ container }) => isMain(container));
  const podVolumes = path.join(podFolder(world.folder.pods, request.nodeId), 'volumes');
  for (const { container, plan } of [...others, ...inits]) {
    const mirrored = container.mirrorsMain ? (main?.container.fields.volumeMounts ?? []) : [];
    const mounts = [...(container.fields.volumeMounts ?? []), ...mirrored];
    mountVolumes(mounts, {
      request,
      container,
      containers,
      files: world.files,
      plan,
      volumes: spec.volumes,
      podVolumes,
      runVolumes: world.folder.volumes,
      hasUsers: true,
    });
  }
}

/** Loads the input artifacts, and mounts them into the containers that see them. */
async function loadMain(
  { control, inits, others }: OpenPod,
  outputs: OutputContext,
  isNew: boolean,
): Promise<void> {
  if (isNew) await loadInputs(outputs.template, { ...outputs, signal: control.signal });
  for (const { container, plan } of [...inits, ...others]) {
    if (isMain(container) || container.mirrorsMain) mountInputs(outputs.template, outputs, plan);
  }
}

async function runOpened(
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
  let hasEnded = false;
  const ending = runContainers(pod).finally(() => {
    hasEnded = true;
  });
  report({ kind: 'running' });
  const progress = outputs && watchProgress(outputs, report);
  const address = findAddress(pod, () => hasEnded);
  const probes = watchProbes(pod, report, {
    check: (probe, planned) => probeContainer(probe, planned, pod),
    address: () => address.found,
  });
  try {
    const ends = await ending;
    await inits.close();
    if (address.isMissing()) throw new EngineError('ENGINE_NO_ADDRESS', NO_ADDRESS);
    if (outputs !== undefined) await copyOutputs(pod, outputs);
    const collected = outputs === undefined ? NO_OUTPUTS : await collectOutputs(outputs);
    return podResult({ ...ended, stopped: control.stopped, ends, outputs: collected });
  } finally {
    await inits.close();
    progress?.close();
    probes.close();
  }
}

const NO_ADDRESS =
  'the containers of a daemon have no address that others could reach. Podman gives them one only if it runs as root. Use Docker, or run without --executor to use processes.';

const NO_OUTPUTS = { parameters: [], artifacts: [] };

/**
 * Copies the outputs of `main` that are not in a mounted folder out of its container, and makes those that are readable. A missing one is reported when it is
 * collected.
 */
async function copyOutputs({ ids, others, world }: OpenPod, { template }: OutputContext): Promise<void> {
  const main = others.find(({ container }) => isMain(container));
  const id = main && ids.get(keyOf(main.container));
  if (main === undefined || id === undefined) return;
  for (const podPath of outputPaths(template)) {
    if (!main.plan.isMounted(podPath)) {
      await copyOut(id, podPath, main.plan, world);
      continue;
    }
    const area = main.plan.areaOf(path.posix.resolve('/', podPath));
    if (area === undefined) continue;
    // Other pods may be using the rest of a volume of the run.
    const isOfRun = isWithin(world.folder.volumes, area.folder);
    await ownFilesIn(isOfRun ? path.join(area.folder, ...area.below) : area.folder, world);
  }
}

/** What versions of Docker and Podman say about a path without a file. */
const NO_SUCH_FILE =
  /could not (?:find the file|be found)|no such container:path|no such file or directory|not a directory|does not exist|too many (?:links|levels of symbolic links)/i;

async function copyOut(
  id: string,
  podPath: string,
  plan: DockerFiles,
  { cli, files }: DockerWorld,
): Promise<void> {
  const target = path.join(plan.root, path.posix.resolve('/', podPath));
  files.mkdirSync(path.dirname(target), { recursive: true });
  // Links are followed as the container sees them. Podman always does that.
  const options = cli.dialect === 'docker' ? ['--follow-link'] : [];
  const { exitCode, stderr } = await cli.call(['cp', ...options, `${id}:${podPath}`, target]);
  const isMissing = NO_SUCH_FILE.test(stderr);
  if (exitCode !== 0 && !isMissing) throw failed(`copy ${podPath} out of the container`, stderr);
}
