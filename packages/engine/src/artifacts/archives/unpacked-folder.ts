import path from 'node:path';
import { createRegularFile } from '../../confined/regular-file.ts';
import { makePlace, openPlace } from '../../confined/resolve-path.ts';
import { viewOf } from '../../confined/view.ts';
import { describeError, errorCode } from '../../contract/error-text.ts';
import type { FileSystem } from '../../contract/file-system.ts';
import { LimitError, type Limits } from '../../contract/limits.ts';
import { assertLinkTarget } from './link-target.ts';

/** A folder that an archive is unpacked to. Whatever the archive contains, everything stays in the folder and within the limits. */
export interface UnpackedFolder {
  makeFolder(name: string, mode: number): void;
  makeFile(name: string, mode: number): UnpackedFile;
  makeLink(name: string, target: string): void;
  /** Makes a hard link to a file that was unpacked before. */
  makeHardLink(name: string, target: string): void;
  /** Closes a file that was left open. */
  close(): void;
}

/** A file that is being unpacked. */
export interface UnpackedFile {
  write(chunk: Buffer): void;
  close(): void;
}

/** The file system and limits that unpacking needs. */
export interface UnpackContext {
  readonly files: FileSystem;
  readonly limits: Limits;
}

/** Creates the folder. */
export function createUnpackedFolder(folder: string, context: UnpackContext): UnpackedFolder {
  const { files, limits } = context;
  const view = viewOf(folder);
  let entries = 0;
  let bytes = 0;
  const open = new Set<number>();
  const close = (descriptor: number): void => {
    if (open.delete(descriptor)) files.closeSync(descriptor);
  };
  const count = (): void => {
    entries += 1;
    if (entries > limits.archiveEntries)
      throw new LimitError('the archive has too many entries', 'archiveEntries', limits.archiveEntries);
  };
  /** Does something at the place of an entry. Errors of the system name the entry. */
  const at = <T>(name: string, action: (place: ReturnType<typeof makePlace>) => T): T => {
    count();
    try {
      const place = makePlace(files, view, name);
      try {
        return action(place);
      } finally {
        place.close();
      }
    } catch (error) {
      throw errorCode(error) === undefined ? error : describeFailure(name, error);
    }
  };
  const put = (name: string, action: (location: string) => void): void =>
    at(name, ({ location, stats }) => {
      if (stats !== undefined) files.unlinkSync(location);
      action(location);
    });
  return {
    makeFolder: (name, mode) =>
      at(name, ({ location, stats }) => {
        if (stats === undefined) files.mkdirSync(location);
        files.chmodSync(location, mode);
      }),
    makeFile: (name, mode) =>
      at(name, (place) => {
        const descriptor = createRegularFile(files, place);
        open.add(descriptor);
        return {
          write(chunk) {
            bytes += chunk.length;
            if (bytes > limits.unpackedBytes)
              throw new LimitError(
                'the unpacked archive is too large',
                'unpackedBytes',
                limits.unpackedBytes,
              );
            for (let done = 0; done < chunk.length; ) done += files.writeSync(descriptor, chunk, done);
          },
          close() {
            files.fchmodSync(descriptor, mode);
            close(descriptor);
          },
        };
      }),
    makeLink(name, target) {
      assertLinkTarget(path.posix.normalize(name), target);
      put(name, (location) => files.symlinkSync(target, location));
    },
    close: () => open.forEach(close),
    makeHardLink(name, target) {
      const source = openPlace(files, view, target);
      if (source === undefined) return;
      try {
        if (source.stats?.isFile() === true)
          put(name, (location) => files.linkSync(source.location, location));
      } finally {
        source.close();
      }
    },
  };
}

/** Names the entry of an archive that cannot be written, instead of the path through which it was reached. */
function describeFailure(name: string, cause: unknown): Error {
  const reason = describeError(cause).replace(/, \w+ '.*$/s, '');
  const failure = new Error(`cannot unpack ${JSON.stringify(name.slice(0, 200))}: ${reason}`, { cause });
  // The code says what helps, such as to free space.
  return Object.assign(failure, { code: errorCode(cause) });
}
