import path from 'node:path';
import type { FileSystem } from '../../contract/file-system.ts';
import { lookUpProgram } from './programs.ts';

/** Absolute paths of programs of this machine. Those that every system has are given by name if they are not found. */
export interface Tools {
  readonly sh: string;
  readonly tee: string;
  readonly tail: string;
  readonly env: string;
  readonly mkfifo: string;
  /** Undefined on systems where it cannot be used, such as macOS. */
  readonly setsid: string | undefined;
}

/** Where programs are looked for. */
export interface ToolPlaces {
  readonly files: FileSystem;
  readonly environment: Readonly<Record<string, string>>;
}

/** Finds the programs that run tasks. */
export function findTools(places: ToolPlaces): Tools {
  const find = (name: string): string => findTool(places, name) ?? name;
  // The first process of a session is found, and opens its pipes, through /proc.
  const setsid = places.files.existsSync('/proc/self/stat') ? findTool(places, 'setsid') : undefined;
  return {
    sh: find('sh'),
    tee: find('tee'),
    tail: find('tail'),
    env: find('env'),
    mkfifo: find('mkfifo'),
    setsid,
  };
}

/** Finds a program. */
export function findTool({ files, environment }: ToolPlaces, name: string): string | undefined {
  const searchPath = `${environment.PATH ?? ''}:/usr/bin:/bin:/usr/sbin:/sbin`;
  const statOf = (file: string) => files.statSync(file, { throwIfNoEntry: false });
  const found = lookUpProgram(name, { searchPath, statOf });
  return 'file' in found ? path.resolve(found.file) : undefined;
}
