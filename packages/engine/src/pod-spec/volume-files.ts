import { quoteGo } from '@tiphys/go';
import type { DownwardAPIVolumeFile, KeyToPath, Volume, VolumeProjection } from '@tiphys/models';
import type { PodRequest } from '../contract/executor.ts';
import { findDescendingPathProblem } from '../manifest/kubernetes-names.ts';
import { keyedObjects } from './kubernetes-objects.ts';
import { PodFailure } from './pod-failure.ts';
import { podField } from './pod-fields.ts';
import type { PodContainer } from './pod-spec.ts';
import { resourceFieldText } from './resource-field.ts';

/** A file of a volume whose content Kubernetes provides. */
export interface VolumeFile {
  /** Path in the volume. */
  readonly path: string;
  readonly content: Buffer;
  readonly mode: number;
}

/** The files of a volume. */
export interface VolumeFiles {
  readonly files: readonly VolumeFile[];
  /** Whether the volume has the data of a Secret, which only its user may read. */
  readonly isSecret: boolean;
}

/** The context in which the files of a volume are made. */
export interface VolumeFilesContext {
  /** Whether containers have users of their own, who may use all volumes as in Kubernetes. Other users of this machine must not reach them. */
  readonly hasUsers?: boolean;
  readonly request: PodRequest;
  /** All containers of the pod. */
  readonly containers: readonly PodContainer[];
}

/**
 * Returns the files that Kubernetes puts into a volume; none for a volume that starts empty.
 *
 * @throws PodFailure if an object or key is missing and not optional, or if a path leads out of the volume
 */
export function volumeFiles(volume: Volume, context: VolumeFilesContext): VolumeFiles {
  const { configMap, downwardAPI, projected, secret } = volume;
  if (configMap !== undefined) {
    return plain(entryFiles({ ...configMap, kind: 'ConfigMap', where: 'configMap' }, context));
  }
  if (secret !== undefined) {
    const source = { ...secret, kind: 'Secret', where: 'secret', name: secret.secretName } as const;
    return { files: entryFiles(source, context), isSecret: true };
  }
  if (downwardAPI !== undefined) {
    return plain(
      downwardFiles(downwardAPI.items ?? [], {
        ...context,
        defaultMode: downwardAPI.defaultMode,
        where: 'downwardAPI',
      }),
    );
  }
  if (projected === undefined) return plain([]);
  const sources = projected.sources ?? [];
  return {
    files: sources.flatMap((source) =>
      projectedFiles(source, { ...context, defaultMode: projected.defaultMode }),
    ),
    isSecret: sources.some((source) => source.secret !== undefined),
  };
}

/** Returns the kind of a projected source that local runs cannot provide; undefined if they can. */
export function unsupportedProjection({ projected }: Volume): string | undefined {
  const kinds = (projected?.sources ?? []).flatMap((source) => Object.keys(source));
  return kinds.find((kind) => !['configMap', 'secret', 'downwardAPI'].includes(kind));
}

function plain(files: readonly VolumeFile[]): VolumeFiles {
  return { files, isSecret: false };
}

interface ModeContext extends VolumeFilesContext {
  readonly defaultMode?: number | undefined;
}

function projectedFiles(
  { configMap, downwardAPI, secret }: VolumeProjection,
  context: ModeContext,
): readonly VolumeFile[] {
  const { defaultMode } = context;
  if (configMap !== undefined)
    return entryFiles({ ...configMap, kind: 'ConfigMap', where: 'projected', defaultMode }, context);
  if (secret !== undefined)
    return entryFiles({ ...secret, kind: 'Secret', where: 'projected', defaultMode }, context);
  return downwardFiles(downwardAPI?.items ?? [], { ...context, where: 'projected' });
}

interface EntriesSource {
  readonly kind: 'ConfigMap' | 'Secret';
  /** The field of the volume, for messages. */
  readonly where: string;
  readonly name?: string | undefined;
  readonly optional?: boolean | undefined;
  readonly defaultMode?: number | undefined;
  readonly items?: readonly KeyToPath[] | undefined;
}

function entryFiles(source: EntriesSource, context: VolumeFilesContext): readonly VolumeFile[] {
  const { kind, name = '', optional, where } = source;
  const entries = keyedObjects(context.request.objects).findEntries(kind, name);
  if (entries === undefined && optional !== true) {
    throw new PodFailure('init', `${kind.toLowerCase()} "${name}" not found`);
  }
  const items: readonly KeyToPath[] =
    source.items ?? [...(entries?.keys() ?? [])].map((key) => ({ key, path: key }));
  return items.flatMap(({ key, mode, path }) => {
    assertInside(path, where);
    const content = entries?.get(key);
    if (content !== undefined)
      return [{ path, content, mode: modeOf(kind, mode ?? source.defaultMode, context) }];
    if (optional === true) return [];
    const word = kind === 'Secret' ? 'secret' : 'config';
    throw new PodFailure('init', `references non-existent ${word} key: ${key}`);
  });
}

/** Returns the mode of a file. If all processes have the user of the run, only it can read Secrets, whatever the workflow says. */
function modeOf(
  kind: EntriesSource['kind'],
  mode: number | undefined,
  { hasUsers = false }: VolumeFilesContext,
): number {
  return kind === 'Secret' && !hasUsers ? (mode ?? 0o600) & 0o700 : (mode ?? 0o644) & 0o777;
}

function downwardFiles(
  items: readonly DownwardAPIVolumeFile[],
  { containers, defaultMode, request, where }: ModeContext & { readonly where: string },
): readonly VolumeFile[] {
  return items.map(({ fieldRef, mode, path, resourceFieldRef }) => {
    assertInside(path, where);
    const own = containers.find(({ name }) => name === resourceFieldRef?.containerName);
    const text =
      resourceFieldRef !== undefined && own !== undefined
        ? resourceFieldText(resourceFieldRef, own, containers)
        : podField(fieldRef?.fieldPath ?? '', request);
    if (text === undefined) {
      const field = fieldRef?.fieldPath ?? resourceFieldRef?.resource ?? '';
      throw new PodFailure('init', `local runs do not support the field ${field} of a pod`);
    }
    return { path, content: Buffer.from(text), mode: (mode ?? defaultMode ?? 0o644) & 0o777 };
  });
}

function assertInside(path: string, where: string): void {
  const problem = findDescendingPathProblem(path);
  if (problem !== undefined) {
    throw new PodFailure(
      'init',
      `spec.volumes.${where}.items.path: Invalid value: ${quoteGo(path)}: ${problem}`,
    );
  }
}
