import type { PersistentVolumeClaim, Volume as VolumeFields, VolumeMount } from '@tiphys/models';
import { claimIn } from '../../ir/claim-in.ts';
import type { Workspace } from '../../ir/settings/pipeline-settings.ts';
import type { ResolvedOptions, ResolvedVolume } from '../../ir/settings/settings.ts';
import { type Entries, findEntries } from '../../ir/surface/cluster-values.ts';
import type { ClaimOptions } from '../../ir/surface/volume.ts';
import type { RunClaim } from '../object/volumes.ts';
import { settingText } from './setting-text.ts';

/** What the mounts of a template need. */
export interface WrittenMounts {
  readonly volumes: readonly VolumeFields[];
  readonly volumeMounts: readonly VolumeMount[];
}

type Mount = ResolvedVolume | Entries;

/** Names the volumes of a manifest. Those of a run belong to the workflow, all others to the templates that mount them. */
export class VolumeBook {
  readonly #claims = new Map<object, { readonly name: string; readonly claim: ClaimOptions }>();
  readonly #names = new Set<string>();
  readonly #workspace: { readonly path: string; readonly name: string } | undefined;

  constructor(workspace: Workspace | undefined) {
    if (workspace === undefined) return;
    const name = claimIn(this.#names, 'workspace');
    this.#claims.set(workspace, { name, claim: workspace });
    this.#workspace = { path: workspace.path ?? '/workspace', name };
  }

  /** Names the volumes of a run that settings mount. All settings must be collected before any mount is written. */
  collect({ mounts = {} }: ResolvedOptions): void {
    for (const [path, mount] of Object.entries(mounts)) {
      const source = sourceOf(mount);
      if (source?.kind !== 'perRun' || this.#claims.has(source)) continue;
      this.#claims.set(source, { name: claimIn(this.#names, nameOf(path)), claim: source.claim });
    }
  }

  /** Returns the volumes of a template, and where its container mounts them. */
  mountsOf({ mounts = {} }: ResolvedOptions): WrittenMounts {
    const taken = new Set(this.#names);
    const volumes: VolumeFields[] = [];
    const volumeMounts: VolumeMount[] = [];
    const workspace = this.#workspace;
    if (workspace !== undefined) volumeMounts.push({ name: workspace.name, mountPath: workspace.path });
    for (const [path, mount] of Object.entries(mounts)) {
      const known = this.#claims.get(sourceOf(mount) ?? mount);
      const name = known?.name ?? claimIn(taken, nameOf(path));
      if (known === undefined) volumes.push({ name, ...volumeFields(mount) });
      volumeMounts.push({ name, mountPath: path, ...(isReadOnly(mount) ? { readOnly: true } : {}) });
    }
    return { volumes, volumeMounts };
  }

  /** Returns the claims that Argo creates for each run. */
  claims(): readonly RunClaim[] {
    return [...this.#claims.values()].map(({ name, claim }) => ({
      fields: claimFields(name, claim),
      keep: claim.keep,
    }));
  }
}

function sourceOf(mount: Mount): ResolvedVolume['source'] | undefined {
  return 'source' in mount ? mount.source : undefined;
}

function isReadOnly(mount: Mount): boolean {
  return findEntries(mount) !== undefined || ('isReadOnly' in mount && mount.isReadOnly);
}

/** Returns a name for the volume at a path: its last part. */
function nameOf(path: string): string {
  const part = path.split('/').findLast((one) => one !== '') ?? '';
  const name = part
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return name === '' ? 'volume' : name.slice(0, 40).replace(/-+$/, '');
}

function volumeFields(mount: Mount): Omit<VolumeFields, 'name'> {
  const entries = findEntries(mount);
  if (entries !== undefined)
    return entries.kind === 'secret'
      ? { secret: { secretName: entries.name } }
      : { configMap: { name: entries.name } };
  const source = sourceOf(mount);
  if (source === undefined) throw new Error('unreachable: mounts have been checked');
  if (source.kind === 'fields') return source.fields;
  if (source.kind !== 'claim') throw new Error('unreachable: volumes of a run belong to the workflow');
  // Outputs have become inputs.
  return {
    persistentVolumeClaim: { claimName: settingText(source.name as Parameters<typeof settingText>[0]) },
  };
}

function claimFields(name: string, { size, accessMode, storageClass }: ClaimOptions): PersistentVolumeClaim {
  return {
    metadata: { name },
    spec: {
      accessModes: [accessMode ?? 'ReadWriteOnce'],
      ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
      resources: { requests: { storage: size } },
    },
  };
}
