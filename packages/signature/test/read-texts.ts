import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { readSignatures, type SignatureFile } from '@tiphys/signature';

/** One file, or several of which `main.ts` is read. */
export type SourceTexts = string | Readonly<Record<string, string>>;

const fixtures = join(import.meta.dirname, 'fixtures');
const tsconfig = { compilerOptions: { strict: true, target: 'es2024', module: 'nodenext', types: [] } };

/** A temporary folder with a tsconfig.json and the package '@tiphys/pipeline'; gone when the scope ends. */
export function createFolder(
  files: Readonly<Record<string, string>> = {},
): Disposable & { readonly path: string } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'tiphys-signature-')));
  cpSync(join(fixtures, 'pipeline'), join(path, 'node_modules/@tiphys/pipeline'), { recursive: true });
  writeFiles(path, {
    'tsconfig.json': JSON.stringify(tsconfig),
    'package.json': '{ "type": "module" }',
    ...files,
  });
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** Reads every text as a file of its own, all in one go; paths in the results are relative to the text's folder. */
export function readTexts(texts: readonly SourceTexts[]): readonly SignatureFile[] {
  using folder = createFolder();
  const files = texts.map((text, index) => {
    const given = typeof text === 'string' ? { 'main.ts': text } : text;
    writeFiles(join(folder.path, String(index)), given);
    return `${index}/main.ts`;
  });
  const results = readSignatures(files, { directory: folder.path });
  return results.map((result, index) => withShortPaths(result, join(folder.path, String(index))));
}

function withShortPaths(file: SignatureFile, folder: string): SignatureFile {
  return JSON.parse(JSON.stringify(file), (key, value: unknown) =>
    key === 'file' && typeof value === 'string' && value.startsWith('/') ? relative(folder, value) : value,
  ) as SignatureFile;
}
