import path from 'node:path';
import type { FileSystem } from '../../contract/file-system.ts';
import { emptyFolder, type KeptPaths, keptPaths } from './empty-root.ts';
import type { PodFiles } from './pod-files.ts';

/** Folder of the keeper of a root, next to the file system of the pod. */
export const KEEPER_FOLDER = 'keeper';

/** Files next to the file system of the pod. */
const ROOT_FILES: KeptPaths = keptPaths(['root', 'mounts', KEEPER_FOLDER], []);

/** Removes what pods leave in their roots. */
export interface RootCleaner {
  /** Returns whether the root is as it was in the beginning. */
  empty(plan: PodFiles): Promise<boolean>;
}

/**
 * Times of changes as file systems record them are a few milliseconds coarse. Only a folder that has not changed for this long, in milliseconds,
 * before it was looked at has another time after its next change.
 */
const SETTLED_MILLISECONDS = 100;

/** Creates a cleaner for roots that keep these paths. It looks into folders only if they have changed, since most pods leave nothing. */
export function createRootCleaner(files: FileSystem, kept: KeptPaths): RootCleaner {
  const known = new Map<string, string>();
  // Outer folders come first: if one has not changed, those in it have not been replaced.
  const folders = [...kept.outer].sort((a, b) => a.length - b.length);
  const stateOf = ({ directory, root }: PodFiles): string | undefined => {
    const all = [directory, root, ...folders.map((folder) => path.join(root, folder))];
    const stats = all.map((folder) => files.lstatSync(folder, { throwIfNoEntry: false }));
    const latest = Math.max(...stats.map((stat) => stat?.ctimeMs ?? Number.POSITIVE_INFINITY));
    if (Date.now() - latest < SETTLED_MILLISECONDS) return undefined;
    return stats.map((stat) => `${stat?.ino}:${stat?.ctimeMs}`).join();
  };
  const remember = (plan: PodFiles): void => {
    const state = stateOf(plan);
    if (state === undefined) known.delete(plan.directory);
    else known.set(plan.directory, state);
  };
  return {
    async empty(plan) {
      try {
        const before = known.get(plan.directory);
        if (before !== undefined && before === stateOf(plan)) return true;
        await emptyFolder(files, plan.directory, ROOT_FILES);
        await emptyFolder(files, plan.root, kept);
        remember(plan);
        return true;
      } catch {
        return false;
      }
    },
  };
}
