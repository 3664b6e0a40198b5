import path from 'node:path';
import { quoteGo } from '@tiphys/go';
import type { Volume, VolumeMount } from '@tiphys/models';
import { realPathOf } from '../../confined/held-folder.ts';
import { writeRegularFile } from '../../confined/regular-file.ts';
import { makePlace } from '../../confined/resolve-path.ts';
import { viewOf } from '../../confined/view.ts';
import { describeError } from '../../contract/error-text.ts';
import type { PodRequest } from '../../contract/executor.ts';
import type { FileSystem } from '../../contract/file-system.ts';
import {
  findDescendingPathProblem,
  findLabelProblem,
  findSubdomainProblem,
} from '../../manifest/kubernetes-names.ts';
import { type KeyedObjects, keyedObjects } from '../../pod-spec/kubernetes-objects.ts';
import { PodFailure } from '../../pod-spec/pod-failure.ts';
import type { DeclaredVolume } from '../../pod-spec/pod-spec.ts';
import type { PodFiles } from '../sandbox/pod-files.ts';

/** The context in which volumes are mounted. */
export interface VolumeContext {
  readonly files: FileSystem;
  readonly plan: PodFiles;
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
export function mountVolumes(
  request: Pick<PodRequest, 'objects'>,
  mounts: readonly VolumeMount[],
  context: VolumeContext,
): void {
  const objects = keyedObjects(request.objects);
  for (const mount of mounts) {
    const volume = context.volumes.find(
      (candidate) => (candidate.name ?? candidate.metadata?.name) === mount.name,
    );
    if (volume === undefined)
      throw new PodFailure('init', `volume '${mount.name}' not found in workflow spec`);
    const folder = folderOf(volume, { ...context, objects });
    context.plan.mount(mount.mountPath ?? '', sourceOf(folder, mount, context), 'run');
  }
}

/** Returns the part of a volume to mount. Links that pods left in it cannot lead out of it. */
function sourceOf(folder: string, { subPath }: VolumeMount, { files }: VolumeContext): string {
  if (subPath === undefined || subPath === '') return folder;
  assertValid('volumeMounts.subPath', subPath, findDescendingPathProblem);
  const view = viewOf(folder);
  try {
    const place = makePlace(files, view, subPath);
    try {
      if (place.stats === undefined) files.mkdirSync(place.location);
      return realPathOf(files, place);
    } finally {
      place.close();
    }
  } catch (error) {
    throw new PodFailure('init', `failed to prepare subPath for volumeMount: ${describeError(error)}`, {
      cause: error,
    });
  }
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
  if (SUPPORTED.has(kind)) return undefined;
  return `Volume "${volume.name}" is of kind ${kind}, which local runs do not support. Use one of ${[...SUPPORTED].join(', ')}.`;
}

const SUPPORTED: ReadonlySet<string> = new Set(['emptyDir', 'configMap', 'secret', 'persistentVolumeClaim']);

interface FolderContext extends VolumeContext {
  readonly objects: KeyedObjects;
}

function folderOf(volume: DeclaredVolume, context: FolderContext): string {
  const name = volume.metadata?.name ?? volume.name ?? '';
  assertValid('volumes.name', name, findLabelProblem);
  const claim = volume.metadata?.name ?? volume.persistentVolumeClaim?.claimName;
  if (claim !== undefined) {
    assertValid('volumes.persistentVolumeClaim.claimName', claim, findSubdomainProblem);
    const folder = path.join(context.runVolumes, claim);
    context.files.mkdirSync(folder, { recursive: true });
    return folder;
  }
  const problem = findVolumeProblem(volume);
  if (problem !== undefined) throw new PodFailure('init', problem);
  const folder = path.join(context.podVolumes, name);
  if (!context.files.existsSync(folder)) fill(folder, volume, context);
  return folder;
}

function fill(folder: string, volume: Volume, context: FolderContext): void {
  const { files } = context;
  files.mkdirSync(folder, { recursive: true });
  if (volume.configMap !== undefined) {
    writeEntries(folder, { kind: 'ConfigMap', ...volume.configMap }, context);
  } else if (volume.secret !== undefined) {
    files.chmodSync(folder, 0o700);
    writeEntries(folder, { kind: 'Secret', ...volume.secret, name: volume.secret.secretName }, context);
  }
}

interface EntriesSource {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name?: string | undefined;
  readonly optional?: boolean | undefined;
  readonly defaultMode?: number | undefined;
  readonly items?: readonly EntriesItem[] | undefined;
}

interface EntriesItem {
  readonly key?: string | undefined;
  readonly path?: string | undefined;
  readonly mode?: number | undefined;
}

function writeEntries(folder: string, source: EntriesSource, context: FolderContext): void {
  const { files, objects } = context;
  const entries = objects.findEntries(source.kind, source.name ?? '');
  if (entries === undefined && source.optional !== true) {
    throw new PodFailure('init', `${source.kind.toLowerCase()} "${source.name ?? ''}" not found`);
  }
  const items: readonly EntriesItem[] =
    source.items ?? [...(entries?.keys() ?? [])].map((key) => ({ key, path: key }));
  const view = viewOf(folder);
  for (const item of items) {
    const target = item.path ?? '';
    assertValid(
      `volumes.${source.kind === 'Secret' ? 'secret' : 'configMap'}.items.path`,
      target,
      findDescendingPathProblem,
    );
    const content = entries?.get(item.key ?? '');
    if (content === undefined) {
      if (source.optional === true) continue;
      throw new PodFailure(
        'init',
        `references non-existent ${source.kind === 'Secret' ? 'secret' : 'config'} key: ${item.key ?? ''}`,
      );
    }
    const place = makePlace(files, view, target);
    try {
      writeRegularFile(files, place, { content, mode: modeOf(item, source) });
    } finally {
      place.close();
    }
  }
}

/** Returns the mode of a file. Only the user of the run can read Secrets, whatever the workflow says. */
function modeOf(item: EntriesItem, source: EntriesSource): number {
  const mode = item.mode ?? source.defaultMode;
  return source.kind === 'Secret' ? (mode ?? 0o600) & 0o700 : (mode ?? 0o644) & 0o777;
}
