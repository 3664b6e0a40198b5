import { readFileSync } from 'node:fs';
import { PipelineError } from '../pipeline-error.ts';

/** The message of Node.js if a package does not export a name. The package is a path, because the loader has resolved it. */
const MISSING = /^The requested module '(.+)' does not provide an export named '(.+)'$/;

/** Creates the error for an imported name that a package does not export; undefined for any other error. */
export function findMissingExport(error: unknown, file: string): PipelineError | undefined {
  const [, , name] = (error instanceof SyntaxError ? MISSING.exec(error.message) : null) ?? [];
  if (name === undefined) return undefined;
  const found = findImport(readFileSync(file, 'utf8'), name);
  const from = found === undefined ? 'A package' : `"${found.module}"`;
  return new PipelineError(
    'PIPELINE_LOAD_FAILED',
    `${from} has no export named "${name}". Check the name and the version of the package.`,
    { location: { file, line: found?.line ?? 1, column: found?.column ?? 1 }, cause: error },
  );
}

interface FoundImport {
  readonly module: string;
  readonly line: number;
  readonly column: number;
}

/** Finds the import of a name. Returns undefined if another module of the user has it. */
function findImport(text: string, name: string): FoundImport | undefined {
  for (const statement of text.matchAll(/\bimport\b([^;'"]*)['"]([^'"]+)['"]/g)) {
    const [, names = '', module = ''] = statement;
    const at = names.search(new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`));
    if (at === -1) continue;
    const before = text.slice(0, statement.index + 'import'.length + at);
    const lineStart = before.lastIndexOf('\n') + 1;
    return { module, line: before.split('\n').length, column: before.length - lineStart + 1 };
  }
  return undefined;
}
