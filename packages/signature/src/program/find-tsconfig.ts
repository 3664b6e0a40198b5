import { dirname, resolve } from 'node:path';
import { ts } from 'ts-morph';

/** Returns the path of the tsconfig.json of a file: the nearest one, or the one among its references that includes the file. */
export function findTsconfig(file: string): string | undefined {
  const nearest = ts.findConfigFile(dirname(file), ts.sys.fileExists, 'tsconfig.json');
  return nearest === undefined ? undefined : (findInReferences(nearest, file, new Set()) ?? nearest);
}

/** The fields of a tsconfig.json that lead to other ones. */
interface Solution {
  readonly files?: readonly unknown[];
  readonly include?: readonly unknown[];
  readonly references?: readonly { readonly path?: string }[];
}

/** Follows the references of a tsconfig.json that compiles nothing itself (`"files": []`). */
function findInReferences(tsconfig: string, file: string, seen: Set<string>): string | undefined {
  const { config } = ts.readConfigFile(tsconfig, ts.sys.readFile) as { readonly config?: Solution };
  const isSolution = config?.files?.length === 0 && config.include === undefined;
  if (!isSolution || seen.has(tsconfig)) {
    return undefined;
  }
  seen.add(tsconfig);
  for (const { path } of config.references ?? []) {
    const reference = path === undefined ? undefined : configAt(resolve(dirname(tsconfig), path));
    if (reference !== undefined && includes(reference, file)) {
      return reference;
    }
    const inner = reference === undefined ? undefined : findInReferences(reference, file, seen);
    if (inner !== undefined) {
      return inner;
    }
  }
  return undefined;
}

function configAt(path: string): string | undefined {
  return [path, `${path}/tsconfig.json`].find((one) => ts.sys.fileExists(one));
}

function includes(tsconfig: string, file: string): boolean {
  const { config } = ts.readConfigFile(tsconfig, ts.sys.readFile) as { readonly config?: unknown };
  const { fileNames } = ts.parseJsonConfigFileContent(
    config ?? {},
    ts.sys,
    dirname(tsconfig),
    undefined,
    tsconfig,
  );
  return fileNames.includes(file);
}
