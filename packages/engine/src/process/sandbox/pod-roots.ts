import path from 'node:path';
import { removeAt } from '../../confined/remove-tree.ts';
import type { FileSystem } from '../../contract/file-system.ts';
import { type HostEntry, listFolder } from './host-folders.ts';
import { type MountOptions, makeMountPoints, podMountTable } from './mount-table.ts';
import { mirrorOf, type PodFiles, planNamespaceFiles } from './pod-files.ts';

/** Reusable folders that pods see as `/`. Making the mount points for the folders of this machine takes longer than starting a process. */
export interface PodRoots {
  /** Returns an empty root. */
  take(): PodFiles;
  /** Empties the root for the next pod. */
  giveBack(plan: PodFiles): Promise<void>;
  /** Writes the mount table of a pod, and returns its path. */
  writeMounts(plan: PodFiles): string;
}

/** Entries of `/` that each pod has of its own. */
const OWN_ENTRIES: ReadonlySet<string> = new Set(['tmp', 'argo', 'lost+found']);

/** The parts of the root of a pod. */
interface RootParts {
  readonly options: MountOptions;
  /** Entries of this machine's `/` that pods see. */
  readonly host: readonly HostEntry[];
  /** Folders that each pod has of its own, outer ones first. */
  readonly own: readonly string[];
}

/** Files next to the file system of the pod. */
const ROOT_FILES: ReadonlySet<string> = new Set(['root', 'mounts']);

/** Creates a pool of roots in a folder. */
export function createPodRoots(files: FileSystem, directory: string, options: MountOptions): PodRoots {
  const parts: RootParts = { ...divideRoot(files), options };
  const { host } = parts;
  const free: string[] = [];
  let count = 0;
  const nextFolder = (): string => {
    const folder = path.join(directory, `${++count}`);
    // Another attempt at isolation may have used it.
    return files.existsSync(folder) ? nextFolder() : folder;
  };
  return {
    take() {
      const folder = free.pop() ?? makeRoot(files, nextFolder(), parts);
      return planNamespaceFiles(files, folder, host);
    },
    async giveBack(plan) {
      // A pod that hid a folder of this machine has changed the root.
      const reusable = plan.mirrors[0]?.entries.size === host.length && (await emptyRoot(files, plan, parts));
      if (reusable) free.push(plan.directory);
      else await removeAt(files, plan.directory);
    },
    writeMounts(plan) {
      const common = path.join(plan.directory, 'mounts');
      const isCommon = plan.mounts.length === 0 && plan.mirrors.length === 1;
      if (isCommon && plan.mirrors[0]?.entries.size === host.length) return common;
      const own = path.join(plan.directory, 'mounts-of-pod');
      // A probe runs in the same file system.
      if (files.existsSync(own)) return own;
      for (const mirror of plan.mirrors.slice(1)) makeMountPoints(files, mirror);
      files.writeFileSync(own, podMountTable(plan, options));
      return own;
    },
  };
}

/**
 * Divides the entries of `/`. Every mount takes time, so files are left out, and pods get their own copies of empty folders such as `/mnt`.
 */
function divideRoot(files: FileSystem): Omit<RootParts, 'options'> {
  const all = listFolder(files, '/');
  const entries = all.filter((entry) => entry.kind !== 'file' && !OWN_ENTRIES.has(entry.name));
  const device = files.statSync('/').dev;
  const empty = entries.filter(
    (entry) => entry.kind === 'folder' && isEmpty(files, `/${entry.name}`, device),
  );
  return {
    host: entries.filter((entry) => !empty.includes(entry)),
    own: ['tmp', 'argo', 'argo/staging', ...empty.map((entry) => entry.name)],
  };
}

/** Tells whether a folder is empty. An automount point fills when it is read, so mount points do not count. */
function isEmpty(files: FileSystem, folder: string, device: number): boolean {
  try {
    return files.statSync(folder).dev === device && files.readdirSync(folder).length === 0;
  } catch {
    return false;
  }
}

function makeRoot(files: FileSystem, directory: string, parts: RootParts): string {
  const root = path.join(directory, 'root');
  files.mkdirSync(root, { recursive: true });
  for (const name of parts.own) files.mkdirSync(path.join(root, name));
  files.chmodSync(path.join(root, 'tmp'), 0o1777);
  makeMountPoints(files, mirrorOf('/', root, parts.host));
  const table = podMountTable(planNamespaceFiles(files, directory, parts.host), parts.options);
  files.writeFileSync(path.join(directory, 'mounts'), table);
  return directory;
}

/** Removes what the pod left. Returns whether that worked and everything else is still in place. */
async function emptyRoot(files: FileSystem, plan: PodFiles, parts: RootParts): Promise<boolean> {
  try {
    await emptyFolder(files, plan.directory, ROOT_FILES);
    await emptyFolder(files, plan.root, new Set([...parts.host.map((entry) => entry.name), ...parts.own]));
    for (const name of parts.own) {
      await emptyFolder(files, path.join(plan.root, name), new Set(name === 'argo' ? ['staging'] : []));
    }
    return true;
  } catch {
    return false;
  }
}

async function emptyFolder(files: FileSystem, folder: string, kept: ReadonlySet<string>): Promise<void> {
  for (const name of files.readdirSync(folder)) {
    if (!kept.has(name)) await removeAt(files, path.join(folder, name));
  }
}
