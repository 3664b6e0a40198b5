import path from 'node:path';
import { makePlace, resolvePath } from '../../confined/resolve-path.ts';
import type { Area, View } from '../../confined/view.ts';
import type { FileSystem } from '../../contract/file-system.ts';
import { findDeepestFolder, type HostEntry, listFolder } from './host-folders.ts';

/** A folder of this machine that the pod sees as a private folder with the same entries, except hidden ones. */
export interface Mirror {
  readonly folder: string;
  /** The private folder. */
  readonly backing: string;
  /** Entries of the folder that are mounted in the private one. */
  readonly entries: Map<string, HostEntry>;
}

/** A folder or file that is mounted in the pod. */
export interface MountedFolder {
  readonly mountPath: string;
  readonly source: string;
  /** Whether it belongs to the run or to this machine. */
  readonly owner: 'run' | 'machine';
}

/** The file system of a pod, made of folders of this machine and of the pod. As a view, it tells which is which. */
export interface PodFiles extends View {
  /** Folder of the pod, which contains everything private. */
  readonly directory: string;
  /** The folder that the pod sees as `/`. */
  readonly root: string;
  readonly mirrors: readonly Mirror[];
  readonly mounts: readonly MountedFolder[];
  /** Makes a path private to the pod. */
  claim(podPath: string): void;
  /** Mounts a folder or file at a path of the pod. */
  mount(mountPath: string, source: string, owner: MountedFolder['owner']): void;
  /** Returns the path under which processes of the pod find a claimed path. */
  visiblePath(podPath: string): string;
  /** Returns the path under which they find any path, claimed or not. */
  seenPath(podPath: string): string;
  /** Returns the plan as plain data. */
  record(): PodFilesRecord;
  /** Tells whether the pod has no files or mounts but those that every pod has. */
  isCommon(): boolean;
}

/** A plan as plain data, from which the same one can be made again. */
export interface PodFilesRecord {
  readonly directory: string;
  readonly mirrors?: readonly {
    readonly folder: string;
    readonly backing: string;
    readonly entries: readonly HostEntry[];
  }[];
  readonly mounts?: readonly MountedFolder[];
  /** Paths that are mapped into the folder of the pod, without namespaces. */
  readonly claimed?: readonly string[];
}

/** What all pods see in their file systems. */
export interface CommonFiles {
  /** Entries of this machine's root. */
  readonly entries: readonly HostEntry[];
  /** Folders of programs that would be hidden otherwise. Their mount points are there already. */
  readonly programs: readonly string[];
}

/** Plans the file system of a pod in a mount namespace. Its root mirrors the given entries of this machine's root. */
export function planNamespaceFiles(files: FileSystem, directory: string, common: CommonFiles): PodFiles {
  const mounts = common.programs.map((folder) => ({
    mountPath: folder,
    source: folder,
    owner: 'machine' as const,
  }));
  return namespaceFiles(files, {
    directory,
    mirrors: [mirrorOf('/', path.join(directory, 'root'), common.entries)],
    mounts,
  });
}

/** Makes the plan of a pod again. */
export function restoreNamespaceFiles(
  files: FileSystem,
  record: PodFilesRecord,
  common: CommonFiles,
): PodFiles {
  if (record.mirrors === undefined) return planNamespaceFiles(files, record.directory, common);
  const mirrors = record.mirrors.map(({ folder, backing, entries }) => mirrorOf(folder, backing, entries));
  return namespaceFiles(files, { directory: record.directory, mirrors, mounts: [...(record.mounts ?? [])] });
}

interface NamespaceParts {
  readonly directory: string;
  readonly mirrors: Mirror[];
  readonly mounts: MountedFolder[];
}

function namespaceFiles(files: FileSystem, { directory, mirrors, mounts }: NamespaceParts): PodFiles {
  const root = path.join(directory, 'root');
  const shape = (): string => [mirrors[0]?.entries.size, mirrors.length, mounts.length].join();
  const before = shape();
  const isCommon = (): boolean => shape() === before;
  const areaOf: View['areaOf'] = (podPath) => areaIn({ mirrors, mounts }, podPath);
  const claim = (podPath: string): void => {
    const target = path.resolve('/', podPath);
    if (!isPrivate(mirrors, mounts, target)) addMirror(files, { directory, mirrors }, target);
  };
  return {
    directory,
    root,
    mirrors,
    mounts,
    areaOf,
    claim,
    visiblePath: (podPath) => path.resolve('/', podPath),
    seenPath: (podPath) => path.resolve('/', podPath),
    mount(mountPath, source, owner) {
      const isFolder = files.statSync(source).isDirectory();
      const point = makeMountPoint(mountPath, isFolder);
      const covered = mounts.filter((mount) => mount.mountPath !== point && isWithin(point, mount.mountPath));
      mounts.push({ mountPath: point, source, owner });
      // A volume at `/tmp` hides the mount points of programs under it.
      for (const mount of covered) {
        const isFolderToo = files.statSync(mount.source).isDirectory();
        makeMountPoint(mount.mountPath, isFolderToo, { areaOf: withoutMount(mount) });
      }
    },
    isCommon,
    record() {
      if (isCommon()) return { directory };
      const all = mirrors.map(({ entries, ...mirror }) => ({ ...mirror, entries: [...entries.values()] }));
      return { directory, mirrors: all, mounts };
    },
  };

  function withoutMount(hidden: MountedFolder): View['areaOf'] {
    return (podPath) => areaIn({ mirrors, mounts: mounts.filter((mount) => mount !== hidden) }, podPath);
  }

  function makeMountPoint(mountPath: string, isFolder: boolean, view: View = { areaOf }): string {
    const found = resolvePath(files, view, mountPath);
    if (found?.stats !== undefined && found.stats.isDirectory() === isFolder) return found.path;
    claim(mountPath);
    const place = makePlace(files, view, mountPath);
    try {
      if (place.stats === undefined) {
        if (isFolder) files.mkdirSync(place.location);
        else files.writeFileSync(place.location, '', { flag: 'wx' });
      }
    } finally {
      place.close();
    }
    return resolvePath(files, view, mountPath)?.path ?? path.resolve('/', mountPath);
  }
}

/** Paths that every pod has of its own. */
const MAPPED_PATHS = ['/tmp', '/argo'] as const;

/** Plans the files of a pod without a namespace: claimed paths are in the folder of the pod, all others on this machine. */
export function planMappedFiles(
  files: FileSystem,
  directory: string,
  claimed: string[] = [...MAPPED_PATHS],
): PodFiles {
  files.mkdirSync(path.join(directory, 'root', 'tmp'), { recursive: true });
  const root = files.realpathSync(path.join(directory, 'root'));
  return {
    directory,
    root,
    mirrors: [],
    mounts: [],
    areaOf: (target) => (isWithin(root, target) ? { folder: root, below: belowOf(root, target) } : undefined),
    visiblePath: (podPath) => path.join(root, podPath),
    claim(podPath) {
      const target = path.resolve('/', podPath);
      claimed.push(target);
      // Commands that write to the mapped path expect the folders that an image has.
      files.mkdirSync(path.join(root, path.dirname(target)), { recursive: true });
    },
    seenPath(podPath) {
      const target = path.resolve('/', podPath);
      return claimed.some((place) => isWithin(place, target)) ? path.join(root, target) : target;
    },
    record: () => ({ directory, claimed }),
    isCommon: () => claimed.length === MAPPED_PATHS.length,
    mount() {
      throw new Error('unreachable: volumes are refused where there are no namespaces');
    },
  };
}

/** Tells whether a path is a folder or is in it. */
export function isWithin(folder: string, target: string): boolean {
  return target === folder || target.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** Returns a mirror of a folder with all its entries. */
export function mirrorOf(folder: string, backing: string, entries: readonly HostEntry[]): Mirror {
  return { folder, backing, entries: new Map(entries.map((entry) => [entry.name, entry])) };
}

function addMirror(
  files: FileSystem,
  plan: { readonly directory: string; readonly mirrors: Mirror[] },
  target: string,
): void {
  const { folder, below } = findDeepestFolder(files, path.dirname(target));
  let mirror = plan.mirrors.find((candidate) => candidate.folder === folder);
  if (mirror === undefined) {
    mirror = mirrorOf(
      folder,
      path.join(plan.directory, 'folders', String(plan.mirrors.length)),
      listFolder(files, folder),
    );
    files.mkdirSync(mirror.backing, { recursive: true });
    plan.mirrors.push(mirror);
  }
  if (below.length === 0) mirror.entries.delete(path.basename(target));
}

/** Tells whether a path is already private to the pod. */
function isPrivate(mirrors: readonly Mirror[], mounts: readonly MountedFolder[], target: string): boolean {
  if (mounts.some((mount) => isWithin(mount.mountPath, target))) return true;
  const first = target.split('/')[1] ?? '';
  return first !== '' && mirrors[0]?.entries.has(first) === false;
}

function areaIn(
  plan: { readonly mirrors: readonly Mirror[]; readonly mounts: readonly MountedFolder[] },
  target: string,
): Area | undefined {
  const mount = longest(plan.mounts, (candidate) => candidate.mountPath, target);
  const mirror = longest(plan.mirrors, (candidate) => candidate.folder, target);
  if (mount !== undefined && mount.mountPath.length >= (mirror?.folder.length ?? 0)) {
    if (mount.owner === 'machine') return undefined;
    return { folder: mount.source, below: belowOf(mount.mountPath, target) };
  }
  if (mirror === undefined) return undefined;
  const below = belowOf(mirror.folder, target);
  return mirror.entries.has(below[0] ?? '') ? undefined : { folder: mirror.backing, below };
}

function belowOf(folder: string, target: string): readonly string[] {
  return path.relative(folder, target).split('/').filter(Boolean);
}

function longest<T>(items: readonly T[], place: (item: T) => string, target: string): T | undefined {
  let best: T | undefined;
  for (const item of items) {
    if (isWithin(place(item), target) && (best === undefined || place(item).length > place(best).length))
      best = item;
  }
  return best;
}
