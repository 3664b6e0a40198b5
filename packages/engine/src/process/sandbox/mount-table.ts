import path from 'node:path';
import type { FileSystem } from '../../contract/file-system.ts';
import type { HostEntry } from './host-folders.ts';
import { isWithin, type Mirror, type PodFiles } from './pod-files.ts';

/** Options of {@link podMountTable}. */
export interface MountOptions {
  /** Whether the pod has a process namespace. `/proc` then shows its processes, and its root must be a mount for pivot_root. */
  readonly ownProcesses: boolean;
}

/** Returns the lines from which `mount -a` builds the pod's file system. All mounts are under the pod's folder, in its own namespace. */
export function podMountTable(plan: PodFiles, { ownProcesses }: MountOptions): string {
  const mirrors = plan.mirrors.toSorted((a, b) => a.folder.length - b.folder.length);
  const mounts = plan.mounts.toSorted((a, b) => a.mountPath.length - b.mountPath.length);
  return [
    ...(ownProcesses ? [`${escapeField(plan.root)} ${escapeField(plan.root)} none bind 0 0\n`] : []),
    ...mirrors.flatMap((mirror) => mirrorLines(plan.root, mirror, ownProcesses)),
    ...mounts.map((mount) => mountLine(mount.source, path.join(plan.root, mount.mountPath))),
  ].join('');
}

/** Makes the empty files and folders on which the entries of a folder are mounted. Links are recreated. */
export function makeMountPoints(files: FileSystem, mirror: Mirror): void {
  for (const entry of mirror.entries.values()) {
    const point = path.join(mirror.backing, entry.name);
    if (entry.kind === 'link')
      files.symlinkSync(files.readlinkSync(path.join(mirror.folder, entry.name)), point);
    else if (entry.kind === 'folder') files.mkdirSync(point);
    else files.writeFileSync(point, '');
  }
}

function mirrorLines(root: string, mirror: Mirror, ownProcesses: boolean): readonly string[] {
  const self = mirror.folder === '/' ? [] : [mountLine(mirror.backing, path.join(root, mirror.folder))];
  const entries = [...mirror.entries.values()].filter((entry: HostEntry) => entry.kind !== 'link');
  const sources = entries.map((entry) => path.join(mirror.folder, entry.name));
  // The folder that contains the root comes first, before it has mounts that would be bound again.
  const ordered = sources.toSorted((a, b) => Number(isWithin(b, root)) - Number(isWithin(a, root)));
  const lineOf = (source: string): string =>
    source === '/proc' && ownProcesses
      ? `proc ${escapeField(path.join(root, source))} proc nosuid,nodev,noexec 0 0\n`
      : mountLine(source, path.join(root, source));
  return [...self, ...ordered.map(lineOf)];
}

function mountLine(source: string, target: string): string {
  return `${escapeField(source)} ${escapeField(target)} none rbind 0 0\n`;
}

/** Writes white space and backslashes in octal; see fstab(5). */
function escapeField(text: string): string {
  return text.replaceAll(
    /[\s\\#]/g,
    (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
}
