import { createHash } from 'node:crypto';
import path from 'node:path';
import { makeFolder } from '@tiphys/files';
import { type FileSystem, realFileSystem } from '../contract/file-system.ts';
import { writeFailed } from '../contract/journal.ts';
import { isRecord, parseStoredJson, readStoredJson } from '../contract/stored-json.ts';
import { exclusively } from '../shared/exclusively.ts';
import { replaceFile } from '../shared/replace-file.ts';

/** A cached result, as Argo stores it. See docs/semantics/caching-and-locks.md#entries. */
export interface CacheEntry {
  readonly nodeID: string;
  readonly outputs: unknown;
  /** RFC 3339 time. */
  readonly creationTimestamp: string;
  /** RFC 3339 time of the last look at the entry. */
  readonly lastHitTimestamp?: string;
}

/** Cached results of templates, by the name of the cache and the key. */
export interface MemoCache {
  /**
   * Returns an entry, and notes the time at which it was read. Undefined if there is none.
   *
   * @throws EngineError `ENGINE_WRITE_FAILED`, `ENGINE_FILE_DAMAGED`
   */
  read(cache: string, key: string, now: number): Promise<CacheEntry | undefined>;
  /**
   * Saves an entry, and replaces the one with the same key.
   *
   * @throws EngineError `ENGINE_WRITE_FAILED`, `ENGINE_FILE_DAMAGED`
   */
  save(cache: string, key: string, entry: CacheEntry): Promise<void>;
}

/** A cache as Argo keeps it: the values are JSON texts of entries. */
interface CacheMap {
  readonly apiVersion: 'v1';
  readonly kind: 'ConfigMap';
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  readonly data: Readonly<Record<string, string>>;
}

/** Opens the caches of a store: a ConfigMap each, in a file that Kubernetes accepts. All processes may write them at the same time. */
export function openMemoCache(directory: string, files: FileSystem = realFileSystem): MemoCache {
  const fileOf = (cache: string): string => path.join(directory, `${fileNameOf(cache)}.json`);
  const change = async <T>(
    cache: string,
    action: (map: CacheMap, write: (map: CacheMap) => void) => T,
  ): Promise<T> => {
    const file = fileOf(cache);
    return exclusively(files, path.join(directory, 'guards', fileNameOf(cache)), () =>
      action(readMap(files, file) ?? emptyMap(cache), (map) => {
        makeCacheFolder(files, directory);
        replaceFile(files, file, `${JSON.stringify(map, null, 2)}\n`);
      }),
    );
  };
  const put = (map: CacheMap, key: string, entry: CacheEntry): CacheMap => ({
    ...map,
    data: { ...map.data, [key]: JSON.stringify(entry) },
  });
  return {
    read: (cache, key, now) =>
      change(cache, (map, write) => {
        const entry = entryIn(map, key, fileOf(cache));
        if (entry !== undefined) write(put(map, key, { ...entry, lastHitTimestamp: rfc3339(now) }));
        return entry;
      }),
    save: (cache, key, entry) => change(cache, (map, write) => write(put(map, key, entry))),
  };
}

/** Returns caches for one run that is not kept in a store. */
export function createMemoryCache(): MemoCache {
  const entries = new Map<string, CacheEntry>();
  const nameOf = (cache: string, key: string): string => `${cache}/${key}`;
  return {
    read: async (cache, key) => entries.get(nameOf(cache, key)),
    async save(cache, key, entry) {
      entries.set(nameOf(cache, key), entry);
    },
  };
}

function emptyMap(name: string): CacheMap {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, labels: { 'workflows.argoproj.io/configmap-type': 'Cache' } },
    data: {},
  };
}

const ADVICE = 'Delete it: the results that it held are computed again.';

function readMap(files: FileSystem, file: string): CacheMap | undefined {
  return readStoredJson(files, file, { is: isCacheMap, advice: ADVICE });
}

function isCacheMap(value: unknown): value is CacheMap {
  return isRecord(value) && isRecord(value.data);
}

function entryIn({ data }: CacheMap, key: string, file: string): CacheEntry | undefined {
  const text = Object.hasOwn(data, key) ? data[key] : undefined;
  return text === undefined ? undefined : parseStoredJson(text, { is: isEntry, advice: ADVICE, file });
}

function isEntry(value: unknown): value is CacheEntry {
  return isRecord(value) && typeof value.nodeID === 'string' && typeof value.creationTimestamp === 'string';
}

function makeCacheFolder(files: FileSystem, directory: string): void {
  try {
    makeFolder(directory, { fileSystem: files });
  } catch (cause) {
    throw writeFailed(directory, cause);
  }
}

/** Returns a file name for a cache, whose name a workflow chooses: its own if Kubernetes accepts it. */
function fileNameOf(cache: string): string {
  if (/^[a-z0-9][a-z0-9.-]{0,199}$/.test(cache)) return cache;
  return `_${createHash('sha256').update(cache).digest('hex')}`;
}

function rfc3339(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}
