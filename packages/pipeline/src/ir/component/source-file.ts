import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ComponentDescriptor } from './component-descriptor.ts';

/** Returns the absolute path of the file that a component was generated from. */
export function sourceFile({ source }: Pick<ComponentDescriptor, 'source'>): string {
  return resolve(dirname(fileURLToPath(source.module)), source.file);
}
