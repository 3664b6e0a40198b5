import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root: string = fileURLToPath(new URL('../../../', import.meta.url));

/** A package, tool or example of the workspace. */
export interface WorkspaceProject {
  readonly directory: string;
  readonly manifest: {
    readonly name: string;
    readonly private?: boolean;
    readonly exports?: Readonly<Record<string, unknown>>;
    readonly dependencies?: Readonly<Record<string, string>>;
    readonly devDependencies?: Readonly<Record<string, string>>;
  };
}

/** Returns the projects below the given folder of the workspace. */
export function readProjects(folder: 'packages' | 'tools' | 'examples'): readonly WorkspaceProject[] {
  return globSync(`${folder}/*/package.json`, { cwd: root })
    .sort()
    .map((file) => ({
      directory: path.dirname(file),
      manifest: JSON.parse(readFileSync(path.join(root, file), 'utf8')),
    }));
}

/** A source file, by its path from the root. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

/** Returns the hand-written TypeScript sources of a project; tests only when asked for. */
export function readSources(
  project: WorkspaceProject,
  options: { readonly tests: boolean },
): readonly SourceFile[] {
  return globSync(`${project.directory}/**/*.ts`, {
    cwd: root,
    exclude: (name) => /node_modules|\bdist\b|fixtures|golden/.test(name),
  })
    .filter((file) => !/\/generated\/|\.generated\.ts$|\/dist\//.test(file))
    .filter((file) => options.tests || !/\.test(-d)?\.ts$|\/test\/|vitest\.config\.ts$/.test(file))
    .sort()
    .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));
}

/** Returns the module names that a source imports or re-exports, and those that it imports when it runs. */
export function importsOf(text: string): readonly string[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s+'([^']+)'|(?:^|\n)import\s+'([^']+)'|\bimport\('([^']+)'\)/g;
  return [...text.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}
