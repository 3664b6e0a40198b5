import path from 'node:path';
import type { FileSystem } from '../file-system.ts';
import { findDeepestFolder, type HostEntry, listFolder } from './host-folders.ts';

/** A folder of this machine in whose place the pod sees a private one that shows the same entries, but for the hidden ones. */
export interface Mirror {
  readonly folder: string;
  /** The private folder. */
  readonly backing: string;
  /** Entries of the folder that are bound into the private one. */
  readonly entries: Map<string, HostEntry>;
}

/** A folder that is bound into the pod. */
export interface MountedFolder {
  readonly mountPath: string;
  readonly source: string;
}

/** How the file system that a pod sees is made of this machine's and of the pod's own folders. */
export interface PodFiles {
  /** Folder of the pod: everything private lies below it. */
  readonly directory: string;
  /** The folder that the pod sees as `/`. */
  readonly root: string;
  readonly mirrors: readonly Mirror[];
  readonly mounts: readonly MountedFolder[];
  /** Makes the place of a path private to the pod, and says where it really lies. */
  claim(podPath: string): string;
  /** Binds a folder at a path of the pod. */
  mount(mountPath: string, source: string): void;
  /** Where a path of the pod really lies. */
  locate(podPath: string): string;
  /** Under which name the processes of the pod find a claimed path. */
  visiblePath(podPath: string): string;
}

/** Plans the file system of a pod that runs in a mount namespace of its own; its root mirrors the given entries of this machine's. */
export function planNamespaceFiles(
  files: FileSystem,
  directory: string,
  hostRoot: readonly HostEntry[],
): PodFiles {
  const root = path.join(directory, 'root');
  const mirrors = [mirrorOf('/', root, hostRoot)];
  const mounts: MountedFolder[] = [];
  const locate = (podPath: string): string => locateIn({ mirrors, mounts }, podPath);
  const claim = (podPath: string): string => {
    const target = path.resolve('/', podPath);
    if (!isPrivate(mirrors, mounts, target)) addMirror(files, { directory, mirrors }, target);
    return locate(withoutLinks(files, mirrors, target));
  };
  return {
    directory,
    root,
    mirrors,
    mounts,
    claim,
    visiblePath: (podPath) => podPath,
    locate: (podPath) => locate(withoutLinks(files, mirrors, path.resolve('/', podPath))),
    mount(mountPath, source) {
      const target = path.resolve('/', mountPath);
      const visible = findDeepestFolder(files, locate(target));
      if (visible.below.length > 0) files.mkdirSync(claim(target), { recursive: true });
      mounts.push({ mountPath: withoutLinks(files, mirrors, target), source });
    },
  };
}

/** Plans the files of a pod without a namespace: what is claimed lies in the folder of the pod, all else is this machine's. */
export function planMappedFiles(files: FileSystem, directory: string): PodFiles {
  const root = path.join(directory, 'root');
  files.mkdirSync(path.join(root, 'tmp'), { recursive: true });
  const claimed: string[] = ['/tmp', '/argo'];
  return {
    directory,
    root,
    mirrors: [],
    mounts: [],
    visiblePath: (podPath) => path.join(root, podPath),
    claim(podPath) {
      const target = path.resolve('/', podPath);
      claimed.push(target);
      // Commands that write to the mapped path expect what an image would have.
      files.mkdirSync(path.join(root, path.dirname(target)), { recursive: true });
      return path.join(root, target);
    },
    locate(podPath) {
      const target = path.resolve('/', podPath);
      return claimed.some((place) => isWithin(place, target)) ? path.join(root, target) : target;
    },
    mount() {
      throw new Error('unreachable: volumes are refused where there are no namespaces');
    },
  };
}

/** Whether a path is a folder or lies below it. */
export function isWithin(folder: string, target: string): boolean {
  return target === folder || target.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** A mirror of a folder with all its entries. */
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

/** Whether a path already belongs to the pod alone. */
function isPrivate(mirrors: readonly Mirror[], mounts: readonly MountedFolder[], target: string): boolean {
  if (mounts.some((mount) => isWithin(mount.mountPath, target))) return true;
  const first = target.split('/')[1] ?? '';
  return first !== '' && mirrors[0]?.entries.has(first) === false;
}

/** The path with the links of this machine followed as far as its folders exist here; private places are left as they are. */
function withoutLinks(files: FileSystem, mirrors: readonly Mirror[], target: string): string {
  if (isPrivate(mirrors, [], target)) return target;
  const { folder, below } = findDeepestFolder(files, path.dirname(target));
  return path.join(folder, ...below, path.basename(target));
}

function locateIn(
  plan: { readonly mirrors: readonly Mirror[]; readonly mounts: readonly MountedFolder[] },
  target: string,
): string {
  const mount = longest(plan.mounts, (candidate) => candidate.mountPath, target);
  const mirror = longest(plan.mirrors, (candidate) => candidate.folder, target);
  if (mount !== undefined && mount.mountPath.length >= (mirror?.folder.length ?? 0)) {
    return path.join(mount.source, target.slice(mount.mountPath.length));
  }
  if (mirror === undefined) return target;
  const below = path.relative(mirror.folder, target);
  return mirror.entries.has(below.split('/')[0] ?? '') ? target : path.join(mirror.backing, below);
}

function longest<T>(items: readonly T[], place: (item: T) => string, target: string): T | undefined {
  let best: T | undefined;
  for (const item of items) {
    if (isWithin(place(item), target) && (best === undefined || place(item).length > place(best).length))
      best = item;
  }
  return best;
}
