import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './workspace.ts';

/** Writes a generated page; with `--check` on the command line, only says whether it is up to date. */
export function writePage(page: string, text: string): void {
  const file = path.join(root, page);
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text);
    return;
  }
  if (readFileSync(file, 'utf8') === text) return;
  console.error(`${page} is stale. Run \`npm run docs\`.`);
  process.exitCode = 1;
}
