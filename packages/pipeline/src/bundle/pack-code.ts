import { gzipSync } from 'node:zlib';

/** Returns code as gzip + base64, which holds no `{{` whatever the code holds. */
export function packCode(code: string): string {
  return gzipSync(code, { level: 9 }).toString('base64');
}
