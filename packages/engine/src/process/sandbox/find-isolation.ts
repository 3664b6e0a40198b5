import { findTools } from '../keeping/tools.ts';
import type { Isolation, IsolationOptions } from './isolation.ts';
import { mappedIsolation } from './mapped-isolation.ts';
import { createNamespaces } from './namespaces.ts';

/** The namespaces to try, best first: as root or with a user namespace, with or without a process namespace. */
const ATTEMPTS = [
  { flags: ['-m', '--pid'], ownsProcesses: true },
  { flags: ['-rm', '--pid'], ownsProcesses: true },
  { flags: ['-m'], ownsProcesses: false },
  { flags: ['-rm'], ownsProcesses: false },
] as const;

/** Finds out which namespaces this machine allows. */
export function findIsolation(options: IsolationOptions): Isolation {
  const tools = findTools(options);
  for (const attempt of ATTEMPTS) {
    const found = createNamespaces(options, tools, attempt);
    if (found?.works() === true) return found.isolation;
  }
  return mappedIsolation(options);
}
