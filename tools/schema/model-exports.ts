/** The entry points of a package, by their name; each by condition, in the order to write them. */
export type PackageExports = Readonly<Record<string, unknown>>;

/**
 * Returns the entry points of `packages/models`: one for each version and its replies, the newest first and also as the
 * package itself, and then those of `present` that are about something else.
 *
 * @param versions oldest first
 */
export function modelExports(versions: readonly string[], present: PackageExports): PackageExports {
  const newestFirst = versions.toReversed();
  const ofVersions = newestFirst.flatMap((version) => [
    [`./${version}`, entry(`${version}/generated/index`)],
    [`./${version}/reply`, entry(`${version}/generated/reply/index`)],
  ]);
  const others = Object.entries(present).filter(([name]) => name !== '.' && !/^\.\/v\d/.test(name));
  return Object.fromEntries([['.', entry(`${newestFirst[0]}/generated/index`)], ...ofVersions, ...others]);
}

function entry(module: string): object {
  return {
    '@tiphys/source': `./src/${module}.ts`,
    types: `./dist/${module}.d.ts`,
    default: `./dist/${module}.js`,
  };
}
