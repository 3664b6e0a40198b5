import path from 'node:path';
import type { FileSystem } from '../file-system.ts';
import type { Mirror, PodFiles } from './pod-files.ts';

/**
 * Writes the table from which `mount -a` builds what the pod sees, and makes the empty entries on which it mounts.
 * Nothing of this machine is changed: all mounts lie below the folder of the pod, in its own namespace.
 */
export function writeMountTable(files: FileSystem, plan: PodFiles): string {
  const lines: string[] = [];
  const mirrors = plan.mirrors.toSorted((a, b) => a.folder.length - b.folder.length);
  for (const mirror of mirrors) {
    if (mirror.folder !== '/') lines.push(mountLine(mirror.backing, path.join(plan.root, mirror.folder)));
    lines.push(...mountEntries(files, plan, mirror));
  }
  for (const mount of plan.mounts.toSorted((a, b) => a.mountPath.length - b.mountPath.length)) {
    lines.push(mountLine(mount.source, path.join(plan.root, mount.mountPath)));
  }
  const table = path.join(plan.directory, 'mounts');
  files.writeFileSync(table, lines.join(''));
  return table;
}

function mountEntries(files: FileSystem, plan: PodFiles, mirror: Mirror): readonly string[] {
  const lines: string[] = [];
  for (const entry of mirror.entries.values()) {
    const source = path.join(mirror.folder, entry.name);
    const stub = path.join(mirror.backing, entry.name);
    if (entry.kind === 'link') {
      files.symlinkSync(files.readlinkSync(source), stub);
      continue;
    }
    if (entry.kind === 'folder') files.mkdirSync(stub);
    else files.writeFileSync(stub, '');
    lines.push(mountLine(source, path.join(plan.root, source)));
  }
  return lines;
}

function mountLine(source: string, target: string): string {
  return `${escapeField(source)} ${escapeField(target)} none rbind 0 0\n`;
}

/** Blanks and backslashes are written in octal, see fstab(5). */
function escapeField(text: string): string {
  return text.replaceAll(
    /[\s\\#]/g,
    (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
}
