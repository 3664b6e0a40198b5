import * as nodeFileSystem from 'node:fs';

/** The calls of `node:fs` through which runs write; tests hand in their own to simulate a full disk or a refused folder. */
export type FileSystem = Pick<
  typeof nodeFileSystem,
  | 'chmodSync'
  | 'closeSync'
  | 'existsSync'
  | 'fstatSync'
  | 'ftruncateSync'
  | 'lstatSync'
  | 'mkdirSync'
  | 'openSync'
  | 'promises'
  | 'readFileSync'
  | 'readdirSync'
  | 'readlinkSync'
  | 'realpathSync'
  | 'renameSync'
  | 'rmSync'
  | 'statSync'
  | 'symlinkSync'
  | 'writeFileSync'
  | 'writeSync'
>;

/** The files of this machine. */
export const realFileSystem: FileSystem = nodeFileSystem;
