import { createHash } from 'node:crypto';
import path from 'node:path';
import { makeFolder } from '@tiphys/files';
import { type FileSystem, realFileSystem } from '../../../contract/file-system.ts';
import { isRecord, readStoredJson } from '../../../contract/stored-json.ts';
import { exclusively } from '../../../shared/exclusively.ts';
import { replaceFile } from '../../../shared/replace-file.ts';
import type { KubeObject } from './kube-object.ts';
import type { ObjectKind } from './object-kind.ts';

/** The name of an object. */
export interface ObjectKey {
  readonly kind: ObjectKind;
  readonly namespace: string;
  readonly name: string;
}

/** The objects of Kubernetes that runs of a store share: a JSON file each. */
export interface ObjectStore {
  /** Returns an object; undefined if it does not exist. */
  find(key: ObjectKey): KubeObject | undefined;
  /** Returns all objects. */
  list(): readonly KubeObject[];
  /**
   * Changes objects while no other process does.
   *
   * @throws EngineError `ENGINE_WRITE_FAILED`
   */
  change<T>(action: (editor: ObjectEditor) => T): Promise<T>;
}

/** Changes to a store. */
export interface ObjectEditor {
  write(key: ObjectKey, object: KubeObject): void;
  remove(key: ObjectKey): void;
  /** Returns the next resource version. */
  nextVersion(): string;
}

/** Opens the objects in a folder, which need not exist yet. */
export function openObjectStore(directory: string, files: FileSystem = realFileSystem): ObjectStore {
  const objects = path.join(directory, 'objects');
  const version = path.join(directory, 'version');
  const fileOf = ({ kind, namespace, name }: ObjectKey): string =>
    path.join(objects, kind.namespaced ? fileName(namespace) : '_', kind.resource, fileName(name));
  const editor: ObjectEditor = {
    write(key, object) {
      const file = fileOf(key);
      makeFolder(path.dirname(file), { fileSystem: files });
      replaceFile(files, file, `${JSON.stringify(object, null, 2)}\n`);
    },
    remove: (key) => files.rmSync(fileOf(key), { force: true }),
    nextVersion() {
      const latest = readStoredJson(files, version, { is: isCount, advice: ADVICE }) ?? 0;
      const next = String(latest + 1);
      replaceFile(files, version, next, { flush: false });
      return next;
    },
  };
  return {
    find: (key) => readObject(files, fileOf(key)),
    list: () => listFiles(files, objects).flatMap((file) => readObject(files, file) ?? []),
    change(action) {
      makeFolder(directory, { fileSystem: files });
      // It contains Secrets.
      files.chmodSync(directory, 0o700);
      return exclusively(files, path.join(directory, 'guard'), () => action(editor));
    },
  };
}

function readObject(files: FileSystem, file: string): KubeObject | undefined {
  return readStoredJson(files, file, { is: isObject, advice: ADVICE });
}

const ADVICE =
  'It belongs to the objects that tasks of the run have made. Fix it, or delete the run and start it again.';

function isObject(value: unknown): value is KubeObject {
  return isRecord(value) && typeof value.kind === 'string' && isRecord(value.metadata);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

const LONGEST_NAME = 200;

/** Names may hold characters that are special in paths, such as the colon in names of roles. */
function fileName(name: string): string {
  const encoded = encodeURIComponent(name).replace(/^\./, '%2E');
  if (encoded.length <= LONGEST_NAME) return `${encoded}.json`;
  return `${createHash('sha256').update(name).digest('hex')}.json`;
}

function listFiles(files: FileSystem, folder: string): readonly string[] {
  if (!files.existsSync(folder)) return [];
  return files.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return listFiles(files, file);
    return entry.name.endsWith('.json') ? [file] : [];
  });
}
