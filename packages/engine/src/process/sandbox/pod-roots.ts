import path from 'node:path';
import { removeAt } from '../../confined/remove-tree.ts';
import type { FileSystem } from '../../contract/file-system.ts';
import { type KeptPaths, keptPaths, setModes } from './empty-root.ts';
import { listFolder } from './host-folders.ts';
import { type MountOptions, makeMountPoints, podMountTable } from './mount-table.ts';
import {
  type CommonFiles,
  mirrorOf,
  type PodFiles,
  type PodFilesRecord,
  planNamespaceFiles,
  restoreNamespaceFiles,
} from './pod-files.ts';
import { createRootCleaner } from './root-cleaner.ts';

/** Reusable folders that pods see as `/`. Making the mount points for the folders of this machine takes longer than starting a process. */
export interface PodRoots {
  /** Returns an empty root. */
  take(): PodFiles;
  /** Makes the plan of a root again that another process has taken. */
  restore(record: PodFilesRecord): PodFiles;
  /** Empties the root for the next pod, or removes it. */
  giveBack(plan: PodFiles): Promise<void>;
  /** Returns the mount table of a pod. */
  mountTable(plan: PodFiles): MountTable;
}

/** A mount table, as a file. */
export interface MountTable {
  readonly file: string;
  /** Whether it is that of the root, rather than of one pod. */
  readonly isCommon: boolean;
}

/** What keeps a root from being used again. */
export interface RootUse {
  /** Tells whether a root still has the mounts that it had in the beginning. */
  isUnchanged(directory: string): boolean;
  /** Called before a root is removed. */
  onRemove(directory: string): Promise<void>;
}

/** Options of {@link createPodRoots}. */
export interface PodRootsOptions extends MountOptions {
  /** Folders of programs that pods see under their own `/tmp`. */
  readonly programs: readonly string[];
  readonly use: RootUse;
}

/** Entries of `/` that each pod has of its own. */
const OWN_ENTRIES: ReadonlySet<string> = new Set(['tmp', 'argo', 'lost+found']);

/** The parts of the root of a pod. */
interface RootParts extends CommonFiles {
  readonly options: PodRootsOptions;
  /** Folders that each pod has of its own, outer ones first. */
  readonly own: readonly string[];
  /** What stays when the root is emptied. */
  readonly kept: KeptPaths;
}

/** Creates a pool of roots in a folder. */
export function createPodRoots(files: FileSystem, directory: string, options: PodRootsOptions): PodRoots {
  const { entries, own } = divideRoot(files);
  const { programs } = options;
  const kept = keptPaths([...entries.map((entry) => entry.name), ...programs], own);
  const parts: RootParts = { entries, own, programs, kept, options };
  const free: string[] = [];
  const cleaner = createRootCleaner(files, kept);
  /** Roots whose keeper belongs to another process. */
  const restored = new Set<string>();
  let count = 0;
  const nextFolder = (): string => {
    const folder = path.join(directory, `${++count}`);
    // Another attempt at isolation, or another process, may have used it.
    return files.existsSync(folder) ? nextFolder() : folder;
  };
  return {
    take() {
      const folder = free.pop() ?? makeRoot(files, nextFolder(), parts);
      return planNamespaceFiles(files, folder, parts);
    },
    restore(record) {
      restored.add(record.directory);
      return restoreNamespaceFiles(files, record, parts);
    },
    async giveBack(plan) {
      // A pod with files of its own has changed the root.
      const isReusable =
        plan.isCommon() &&
        !restored.has(plan.directory) &&
        options.use.isUnchanged(plan.directory) &&
        (await cleaner.empty(plan));
      if (isReusable) {
        free.push(plan.directory);
      } else {
        await options.use.onRemove(plan.directory);
        await removeAt(files, plan.directory);
      }
    },
    mountTable(plan) {
      if (plan.isCommon()) return { file: path.join(plan.directory, 'mounts'), isCommon: true };
      const own = path.join(plan.directory, 'mounts-of-pod');
      // A probe runs in the same file system.
      if (!files.existsSync(own)) {
        for (const mirror of plan.mirrors.slice(1)) makeMountPoints(files, mirror);
        files.writeFileSync(own, podMountTable(plan, options));
      }
      return { file: own, isCommon: false };
    },
  };
}

/**
 * Divides the entries of `/`. Every mount takes time, so files are left out, and pods get their own copies of empty folders such as `/mnt`.
 */
function divideRoot(files: FileSystem): Pick<RootParts, 'entries' | 'own'> {
  const all = listFolder(files, '/');
  const entries = all.filter((entry) => entry.kind !== 'file' && !OWN_ENTRIES.has(entry.name));
  const device = files.statSync('/').dev;
  const empty = entries.filter(
    (entry) => entry.kind === 'folder' && isEmpty(files, `/${entry.name}`, device),
  );
  return {
    entries: entries.filter((entry) => !empty.includes(entry)),
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
  makeMountPoints(files, mirrorOf('/', root, parts.entries));
  for (const folder of parts.programs) files.mkdirSync(path.join(root, folder), { recursive: true });
  const table = podMountTable(planNamespaceFiles(files, directory, parts), parts.options);
  files.writeFileSync(path.join(directory, 'mounts'), table);
  setModes(files, root, parts.kept);
  return directory;
}
