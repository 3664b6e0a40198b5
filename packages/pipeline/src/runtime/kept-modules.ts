import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { inspect as inspectValue } from 'node:util';
import { user } from './user-realm.ts';

// What the runtime uses of Node.js, kept before the user's code runs and may replace it.

/** `fs.cpSync` */
export const copy: typeof cpSync = cpSync;
/** `fs.existsSync` */
export const exists: typeof existsSync = existsSync;
/** `fs.mkdirSync` */
export const makeFolder: typeof mkdirSync = mkdirSync;
/** `fs.readdirSync` */
export const listFolder: typeof readdirSync = readdirSync;
/** `fs.readFileSync` */
export const readFile: typeof readFileSync = readFileSync;
/** `fs.writeFileSync` */
export const writeFile: typeof writeFileSync = writeFileSync;
/** `fs.writeSync` */
export const writeNow: typeof writeSync = writeSync;
/** `util.inspect` */
export const inspect: typeof inspectValue = inspectValue;
/** `setImmediate` */
export const nextTurn: typeof setImmediate = user.setImmediate;
/** `process` */
export const process: NodeJS.Process = user.process;
/** `process.exit` */
export const exit: typeof process.exit = process.exit.bind(process);
