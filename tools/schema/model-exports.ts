/** The entry points of a package, by their name; each by condition, in the order to write them. */
export type PackageExports = Readonly<Record<string, unknown>>;

/**
 * Returns the entry points of `packages/models`: for each version its models, its replies and its operations, the newest first and also
 * without the version, and then those of `present` that are about something else.
 *
 * @param versions oldest first
 * @param withOperations the versions that have operations, oldest first
 */
export function modelExports(
  versions: readonly string[],
  withOperations: readonly string[],
  present: PackageExports,
): PackageExports {
  const newestFirst = versions.toReversed();
  const ofVersions = newestFirst.flatMap((version) => [
    [`./${version}`, entry(`${version}/generated/index`)],
    [`./${version}/reply`, entry(`${version}/generated/reply/index`)],
    ...(withOperations.includes(version) ? [[`./${version}/operations`, operationsOf(version)]] : []),
  ]);
  const newest = withOperations.at(-1);
  const operations = newest === undefined ? [] : [['./operations', operationsOf(newest)]];
  const others = Object.entries(present).filter(
    ([name]) => name !== '.' && name !== './operations' && !/^\.\/v\d/.test(name),
  );
  return Object.fromEntries([
    ['.', entry(`${newestFirst[0]}/generated/index`)],
    ...ofVersions,
    ...operations,
    ...others,
  ]);
}

function operationsOf(version: string): object {
  return entry(`${version}/generated/operations/index`);
}

function entry(module: string): object {
  return {
    '@tiphys/source': `./src/${module}.ts`,
    types: `./dist/${module}.d.ts`,
    default: `./dist/${module}.js`,
  };
}
