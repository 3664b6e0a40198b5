import { gzipSync } from 'node:zlib';

/** Returns code as gzip and base64, which never contains `{{`. */
export function packCode(code: string): string {
  return gzipSync(code, { level: 9 }).toString('base64');
}
