import path from 'node:path';
import { quoteGo } from '@tiphys/go';
import type { HostPathVolumeSource, Volume, VolumeMount } from '@tiphys/models';
import { realPathOf } from '../../confined/held-folder.ts';
import { writeRegularFile } from '../../confined/regular-file.ts';
import { makePlace, openPlace } from '../../confined/resolve-path.ts';
import { viewOf } from '../../confined/view.ts';
import { describeError } from '../../contract/error-text.ts';
import type { FileSystem } from '../../contract/file-system.ts';
import {
  findDescendingPathProblem,
  findLabelProblem,
  findSubdomainProblem,
} from '../../manifest/kubernetes-names.ts';
import { buildEnvironment } from '../../pod-spec/container-environment.ts';
import { PodFailure } from '../../pod-spec/pod-failure.ts';
import type { DeclaredVolume, PodContainer } from '../../pod-spec/pod-spec.ts';
import { expandVariables } from '../../pod-spec/variable-expansion.ts';
import { unsupportedProjection, type VolumeFilesContext, volumeFiles } from '../../pod-spec/volume-files.ts';
import { isWithin, type MountedFolder } from '../sandbox/pod-files.ts';

/** The files of a container into which volumes are mounted. */
export interface MountPlan {
  mount(mountPath: string, source: string, owner: MountedFolder['owner'], readOnly: boolean): void;
}

/** The context in which volumes are mounted. */
export interface VolumeContext extends VolumeFilesContext {
  /** The container that gets them. */
  readonly container: PodContainer;
  readonly files: FileSystem;
  readonly plan: MountPlan;
  /** The volumes of the pod. */
  readonly volumes: readonly DeclaredVolume[];
  /** Folder of the volumes that only the containers of the pod share. */
  readonly podVolumes: string;
  /** Folder of the volumes that last for the whole run. */
  readonly runVolumes: string;
}

/**
 * Adds the volumes of a container to the plan of its files.
 *
 * @throws PodFailure if a volume is not declared, or if a local run does not support its kind
 */
export function mountVolumes(mounts: readonly VolumeMount[], context: VolumeContext): void {
  for (const mount of mounts) {
    const volume = context.volumes.find(
      (candidate) => (candidate.name ?? candidate.metadata?.name) === mount.name,
    );
    if (volume === undefined)
      throw new PodFailure('init', `volume '${mount.name}' not found in workflow spec`);
    const source = sourceOfVolume(volume, context);
    context.plan.mount(
      mount.mountPath ?? '',
      partOf(source, mount, context),
      source.owner,
      mount.readOnly === true,
    );
  }
}

/** Returns the part of a volume to mount. Links that pods left in it cannot lead out of it. */
function partOf(source: VolumeSource, mount: VolumeMount, context: VolumeContext): string {
  const { files } = context;
  const subPath = subPathOf(mount, context);
  if (subPath === '') return source.path;
  assertValid('volumeMounts.subPath', subPath, findDescendingPathProblem);
  const view = viewOf(source.path);
  try {
    const isOfRun = source.owner === 'run';
    const place = isOfRun ? makePlace(files, view, subPath) : openPlace(files, view, subPath);
    try {
      if (place === undefined || (place.stats === undefined && !isOfRun))
        throw new Error(`${subPath} does not exist`);
      if (place.stats === undefined) files.mkdirSync(place.location);
      return realPathOf(files, place);
    } finally {
      place?.close();
    }
  } catch (error) {
    throw new PodFailure('init', `failed to prepare subPath for volumeMount: ${describeError(error)}`, {
      cause: error,
    });
  }
}

/** Returns the path of a mount within its volume, with the variables of the container filled in; '' for the whole volume. */
function subPathOf({ subPath = '', subPathExpr = '' }: VolumeMount, context: VolumeContext): string {
  if (subPathExpr === '') return subPath;
  if (subPath !== '') {
    throw new PodFailure(
      'init',
      `spec.volumeMounts.subPathExpr: Invalid value: ${quoteGo(subPathExpr)}: subPathExpr and subPath are mutually exclusive`,
    );
  }
  const { declared } = buildEnvironment({ ...context, temporaryFolder: '/tmp', progressFile: '', base: {} });
  return expandVariables(subPathExpr, declared, (name) => {
    throw new PodFailure('init', `failed to prepare subPath for volumeMount: missing value for "${name}"`);
  });
}

/** Throws a PodFailure with the message of Kubernetes if a path or key is not valid. */
function assertValid(field: string, value: string, find: (value: string) => string | undefined): void {
  const problem = find(value);
  if (problem !== undefined)
    throw new PodFailure('init', `spec.${field}: Invalid value: ${quoteGo(value)}: ${problem}`);
}

/** Returns why a local run cannot provide a volume; undefined if it can. */
export function findVolumeProblem(volume: Volume): string | undefined {
  const { name: _name, ...source } = volume;
  const kind = Object.keys(source)[0] ?? 'emptyDir';
  const projection = unsupportedProjection(volume);
  if (projection !== undefined) {
    return `Volume "${volume.name}" has the source ${projection}, which local runs do not support. Remove the source, or use a Secret.`;
  }
  if (SUPPORTED.has(kind)) return undefined;
  return `Volume "${volume.name}" is of kind ${kind}, which local runs do not support. Use one of ${[...SUPPORTED].join(', ')}.`;
}

const SUPPORTED: ReadonlySet<string> = new Set([
  'emptyDir',
  'configMap',
  'secret',
  'downwardAPI',
  'projected',
  'persistentVolumeClaim',
  'ephemeral',
  'hostPath',
]);

/** The folder or file behind a volume. */
interface VolumeSource {
  readonly path: string;
  readonly owner: MountedFolder['owner'];
}

function sourceOfVolume(volume: DeclaredVolume, context: VolumeContext): VolumeSource {
  const name = volume.metadata?.name ?? volume.name ?? '';
  assertValid('volumes.name', name, findLabelProblem);
  const claim = volume.metadata?.name ?? volume.persistentVolumeClaim?.claimName;
  if (claim !== undefined) {
    assertValid('volumes.persistentVolumeClaim.claimName', claim, findSubdomainProblem);
    const folder = path.join(context.runVolumes, claim);
    makeVolume(folder, context);
    return { path: folder, owner: 'run' };
  }
  const problem = findVolumeProblem(volume);
  if (problem !== undefined) throw new PodFailure('init', problem);
  if (volume.hostPath !== undefined) return hostSource(volume.hostPath, context);
  const folder = path.join(context.podVolumes, name);
  if (!context.files.existsSync(folder)) fill(folder, volume, context);
  return { path: folder, owner: 'run' };
}

/** Returns a folder or file of this machine. Nothing is created there, whatever the type says. */
function hostSource(
  { path: hostPath, type = '' }: HostPathVolumeSource,
  { files, runVolumes }: VolumeContext,
): VolumeSource {
  const stats = files.statSync(hostPath, { throwIfNoEntry: false });
  const isWanted =
    stats !== undefined &&
    (type === '' ||
      (type.startsWith('Directory') && stats.isDirectory()) ||
      (type.startsWith('File') && stats.isFile()));
  if (!isWanted || !path.isAbsolute(hostPath)) {
    const wanted = type.startsWith('File') ? 'file' : type === '' ? 'file or directory' : 'directory';
    throw new PodFailure(
      'init',
      `hostPath type check failed: ${hostPath} is not a ${wanted} of this machine`,
    );
  }
  const folder = files.realpathSync(hostPath);
  if (isWithin(folder, runVolumes) || isWithin(path.dirname(runVolumes), folder)) {
    throw new PodFailure('init', `hostPath ${hostPath} contains the files of this run, or is one of them`);
  }
  return { path: folder, owner: 'machine' };
}

/** Makes the folder of a volume that containers write, if it does not exist yet. */
function makeVolume(folder: string, { files, hasUsers = false }: VolumeContext): void {
  const isNew = !files.existsSync(folder);
  files.mkdirSync(folder, { recursive: true });
  if (!isNew || !hasUsers) return;
  files.chmodSync(path.dirname(folder), 0o700);
  files.chmodSync(folder, 0o777);
}

function fill(folder: string, volume: Volume, context: VolumeContext): void {
  const { files, hasUsers = false } = context;
  makeVolume(folder, context);
  const provided = volumeFiles(volume, context);
  if (provided.isSecret && !hasUsers) files.chmodSync(folder, 0o700);
  const view = viewOf(folder);
  for (const file of provided.files) {
    const place = makePlace(files, view, file.path);
    try {
      writeRegularFile(files, place, file);
    } finally {
      place.close();
    }
  }
}
