import * as nodeFileSystem from 'node:fs';

/** The calls of `node:fs` through which runs write; tests hand in their own to simulate a full disk or a refused folder. */
export type FileSystem = Pick<
  typeof nodeFileSystem,
  | 'chmodSync'
  | 'closeSync'
  | 'existsSync'
  | 'fchmodSync'
  | 'fstatSync'
  | 'ftruncateSync'
  | 'linkSync'
  | 'lstatSync'
  | 'mkdirSync'
  | 'openSync'
  | 'promises'
  | 'readFileSync'
  | 'readSync'
  | 'readdirSync'
  | 'readlinkSync'
  | 'realpathSync'
  | 'renameSync'
  | 'rmSync'
  | 'rmdirSync'
  | 'statSync'
  | 'symlinkSync'
  | 'unlinkSync'
  | 'writeFileSync'
  | 'writeSync'
>;

/** The files of this machine. */
export const realFileSystem: FileSystem = nodeFileSystem;
