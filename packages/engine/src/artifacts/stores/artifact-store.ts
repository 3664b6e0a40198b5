import path from 'node:path';
import type { FileSystem } from '../../contract/file-system.ts';
import { type FolderStore, openFolderStore, type StoredArtifact } from './folder-store.ts';
import { sortKeys } from './list-keys.ts';

/**
 * Stores the artifacts of a run on this machine: those of its artifact repository, and those of buckets that artifacts name. Which
 * bucket the repository is may be unknown, so a key that is missing in a bucket is looked up in the repository, and the other way round.
 */
export interface ArtifactStore extends FolderStore {
  /** Returns the store that a location names. */
  storeOf(location: BucketLocation): FolderStore;
  /** Tells whether the run has saved something in a bucket. */
  knowsBucket(id: string): boolean;
}

/** The bucket of a location. */
export interface BucketLocation {
  readonly bucket?: { readonly id: string } | undefined;
  /** Whether it is the artifact repository of the run. */
  readonly isOwn: boolean;
  /** Whether the bucket of the repository is known, so that other buckets are surely different. */
  readonly isSure: boolean;
}

/** Returns the folder of the buckets of a run, beside its folder of artifacts. */
export function bucketsBeside(folder: string): string {
  return path.join(path.dirname(folder), 'buckets');
}

/** Opens the store of a run in its folder of artifacts. Buckets are in the folder `buckets` beside it. */
export function openArtifactStore(files: FileSystem, folder: string): ArtifactStore {
  const own = openFolderStore(files, folder);
  const buckets = bucketsBeside(folder);
  const folderOf = (id: string): string => path.join(buckets, encodeURIComponent(id));
  const others = (): readonly FolderStore[] =>
    files.existsSync(buckets)
      ? files
          .readdirSync(buckets)
          .sort()
          .map((name) => openFolderStore(files, path.join(buckets, name)))
      : [];
  const whole = layered(own, others);
  return {
    ...whole,
    storeOf({ bucket, isOwn, isSure }) {
      if (isOwn || bucket === undefined) return isSure ? own : whole;
      const named = openFolderStore(files, folderOf(bucket.id));
      return isSure ? named : layered(named, () => [own]);
    },
    knowsBucket: (id) => files.existsSync(folderOf(id)),
  };
}

/** Returns a store that writes to one folder, and reads the others for what is missing in it. */
function layered(first: FolderStore, rest: () => readonly FolderStore[]): FolderStore {
  return {
    ...first,
    find(key) {
      for (const store of [first, ...rest()]) {
        const found: StoredArtifact | undefined = store.find(key);
        if (found !== undefined) return found;
      }
      return undefined;
    },
    async list(prefix) {
      const lists = await Promise.all([first, ...rest()].map((store) => store.list(prefix)));
      return sortKeys(lists.flat());
    },
    async remove(key) {
      for (const store of [first, ...rest()]) if (await store.remove(key)) return true;
      return false;
    },
  };
}
