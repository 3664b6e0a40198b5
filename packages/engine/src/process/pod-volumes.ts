import path from 'node:path';
import type { Volume, VolumeMount } from '@tiphys/models';
import type { PodRequest } from '../executor.ts';
import type { FileSystem } from '../file-system.ts';
import { type KeyedObjects, keyedObjects } from './kubernetes-objects.ts';
import { PodFailure } from './pod-failure.ts';
import { isWithin, type PodFiles } from './pod-files.ts';

/** What mounting volumes needs to know. */
export interface VolumeContext {
  readonly files: FileSystem;
  readonly plan: PodFiles;
  /** Folder of the volumes that live as long as the run. */
  readonly runVolumes: string;
}

/** A volume as the workflow declares it, or one of its `volumeClaimTemplates`. */
type DeclaredVolume = Volume & { readonly metadata?: { readonly name?: string } };

/**
 * Puts the volumes of a container into the plan of its pod.
 *
 * @throws PodFailure when a volume is not declared or of a kind that this machine cannot offer
 */
export function mountVolumes(
  request: PodRequest,
  mounts: readonly VolumeMount[],
  context: VolumeContext,
): void {
  // Declared in the workflow or the template; their shape is checked by the models.
  const declared = [...(request.template.volumes ?? []), ...request.volumes] as readonly DeclaredVolume[];
  const objects = keyedObjects(request.objects);
  for (const mount of mounts) {
    const volume = declared.find((candidate) => (candidate.name ?? candidate.metadata?.name) === mount.name);
    if (volume === undefined)
      throw new PodFailure('init', `volume '${mount.name}' not found in workflow spec`);
    const folder = folderOf(volume, { ...context, objects });
    const source = path.join(folder, mount.subPath ?? '');
    if (!isWithin(folder, source))
      throw new PodFailure('init', `subPath ${mount.subPath} leads out of the volume`);
    if (!context.files.existsSync(source)) context.files.mkdirSync(source, { recursive: true });
    context.plan.mount(mount.mountPath ?? '', source);
  }
}

/** Why this machine cannot offer a volume, or undefined when it can. */
export function findVolumeProblem(volume: Volume): string | undefined {
  const { name: _name, ...source } = volume;
  const kind = Object.keys(source)[0] ?? 'emptyDir';
  if (supported.has(kind)) return undefined;
  return `Volume "${volume.name}" is of kind ${kind}; runs on this machine know ${[...supported].join(', ')}.`;
}

const supported: ReadonlySet<string> = new Set(['emptyDir', 'configMap', 'secret', 'persistentVolumeClaim']);

interface FolderContext extends VolumeContext {
  readonly objects: KeyedObjects;
}

function folderOf(volume: DeclaredVolume, context: FolderContext): string {
  const claim = volume.metadata?.name ?? volume.persistentVolumeClaim?.claimName;
  if (claim !== undefined) return path.join(context.runVolumes, claim);
  const problem = findVolumeProblem(volume);
  if (problem !== undefined) throw new PodFailure('init', problem);
  const folder = path.join(context.plan.directory, 'volumes', volume.name ?? '');
  if (!context.files.existsSync(folder)) fill(folder, volume, context);
  return folder;
}

function fill(folder: string, volume: Volume, context: FolderContext): void {
  context.files.mkdirSync(folder, { recursive: true });
  if (volume.configMap !== undefined) {
    writeEntries(folder, { kind: 'ConfigMap', ...volume.configMap }, context);
  } else if (volume.secret !== undefined) {
    writeEntries(folder, { kind: 'Secret', ...volume.secret, name: volume.secret.secretName }, context);
  }
}

interface EntriesSource {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name?: string | undefined;
  readonly optional?: boolean | undefined;
  readonly items?: readonly { readonly key?: string; readonly path?: string }[] | undefined;
}

function writeEntries(folder: string, source: EntriesSource, context: FolderContext): void {
  const entries = context.objects.findEntries(source.kind, source.name ?? '');
  if (entries === undefined && source.optional !== true) {
    throw new PodFailure('init', `${source.kind.toLowerCase()} "${source.name ?? ''}" not found`);
  }
  const items = source.items ?? [...(entries?.keys() ?? [])].map((key) => ({ key, path: key }));
  for (const item of items) {
    const content = entries?.get(item.key ?? '');
    if (content === undefined) continue;
    const file = path.join(folder, item.path ?? '');
    context.files.mkdirSync(path.dirname(file), { recursive: true });
    context.files.writeFileSync(file, content);
  }
}
