import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { errorCode } from '../contract/error-text.ts';
import type { FileSystem } from '../contract/file-system.ts';
import { isAlive, type ProcessIdentity, thisProcess } from '../contract/process-identity.ts';
import { isRecord } from '../contract/stored-json.ts';

/** What this process owns until it releases it or dies. */
export interface Ownership {
  readonly taken: true;
  /** Lets others take it. */
  release(): void;
}

/** A live process owns it. */
export interface OwnedByOther {
  readonly taken: false;
  readonly owner: ProcessIdentity;
}

/**
 * Takes a folder for this process, if no live process owns it. Of several processes that try at the same time, one wins, also when the last owner was
 * killed. The folder around it must exist. The folder holds a numbered file for each owner, and the highest number counts: a file is only ever added, and adding fails if it exists.
 *
 * @throws Error of the system if the folder cannot be written
 */
export function takeOwnership(files: FileSystem, folder: string): Ownership | OwnedByOther {
  makeOnly(files, folder);
  for (;;) {
    const latest = latestNumber(files, folder);
    const owner = readOwner(files, folder, latest);
    if (owner !== undefined && isAlive(files, owner)) return { taken: false, owner };
    const number = latest + 1;
    if (!addOwner(files, folder, number)) continue;
    // A process that looked long ago may have added a number that later owners had removed.
    if (latestNumber(files, folder) !== number) {
      files.rmSync(path.join(folder, String(number)), { force: true });
      continue;
    }
    removeEarlier(files, folder, number);
    return { taken: true, release: () => release(files, folder, number) };
  }
}

/** Returns the live process that owns a folder. Undefined if there is none. */
export function findOwner(files: FileSystem, folder: string): ProcessIdentity | undefined {
  const owner = readOwner(files, folder, latestNumber(files, folder));
  return owner !== undefined && isAlive(files, owner) ? owner : undefined;
}

/** Makes a folder, but not the one around it: whoever removes that must not get it back. */
function makeOnly(files: FileSystem, folder: string): void {
  try {
    files.mkdirSync(folder);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}

function latestNumber(files: FileSystem, folder: string): number {
  return Math.max(0, ...numbersIn(files, folder));
}

function numbersIn(files: FileSystem, folder: string): readonly number[] {
  try {
    return files
      .readdirSync(folder)
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Returns the owner with a number; undefined if it released the folder. */
function readOwner(files: FileSystem, folder: string, number: number): ProcessIdentity | undefined {
  if (number === 0) return undefined;
  try {
    return parseOwner(files.readFileSync(path.join(folder, String(number)), 'utf8'));
  } catch (error) {
    // A later owner removed it. The next look finds that one.
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

const RELEASED = '';

/**
 * Reads the file of an owner. It appeared with its whole text, so a damaged one is that of a process which ended when the machine lost power: nobody
 * owns the folder.
 */
function parseOwner(text: string): ProcessIdentity | undefined {
  try {
    const owner: unknown = JSON.parse(text);
    return isIdentity(owner) ? owner : undefined;
  } catch {
    return undefined;
  }
}

function isIdentity(value: unknown): value is ProcessIdentity {
  return isRecord(value) && Number.isInteger(value.pid) && typeof value.host === 'string';
}

/** Adds the file of an owner with its text. Returns whether this call did it: a link to an existing name fails. */
function addOwner(files: FileSystem, folder: string, number: number): boolean {
  const draft = path.join(folder, `draft-${randomUUID()}`);
  files.writeFileSync(draft, JSON.stringify(thisProcess(files)), { flag: 'wx' });
  try {
    files.linkSync(draft, path.join(folder, String(number)));
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    files.rmSync(draft, { force: true });
  }
}

function removeEarlier(files: FileSystem, folder: string, number: number): void {
  for (const earlier of numbersIn(files, folder))
    if (earlier < number) files.rmSync(path.join(folder, String(earlier)), { force: true });
}

/** The file stays, so that nobody adds this number again. */
function release(files: FileSystem, folder: string, number: number): void {
  try {
    files.writeFileSync(path.join(folder, String(number)), RELEASED);
  } catch {
    // The folder is gone, or not writable any more. It counts as owned until this process ends.
  }
}
