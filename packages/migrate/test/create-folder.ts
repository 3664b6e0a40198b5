import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const tsconfig = { compilerOptions: { strict: true, target: 'es2024', module: 'nodenext', types: [] } };

/** A temporary folder with a tsconfig.json; gone when the scope ends. */
export function createFolder(
  files: Readonly<Record<string, string>> = {},
): Disposable & { readonly path: string } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'tiphys-migrate-')));
  const all = { 'tsconfig.json': JSON.stringify(tsconfig), 'package.json': '{ "type": "module" }', ...files };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}
