import { cpSync, existsSync, mkdirSync, writeFileSync, writeSync } from 'node:fs';
import { setImmediate } from 'node:timers';
import { inspect, types } from 'node:util';

/** Functions of Node.js, kept before the user's code runs and may replace them. */
export const kept: Pick<
  typeof import('node:fs'),
  'cpSync' | 'existsSync' | 'mkdirSync' | 'writeFileSync' | 'writeSync'
> &
  Pick<typeof import('node:util'), 'inspect'> &
  Pick<typeof import('node:timers'), 'setImmediate'> &
  Pick<typeof types, 'isNativeError'> = {
  cpSync,
  existsSync,
  mkdirSync,
  writeFileSync,
  writeSync,
  inspect,
  setImmediate,
  isNativeError: types.isNativeError,
};
