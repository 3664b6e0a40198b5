import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { minVersion, satisfies } from 'semver';
import { expect, test } from 'vitest';
import { readProjects, root } from './workspace.ts';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly engines?: { readonly node?: string };
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Adds a package and all that it needs at run time. */
function collect(folder: string, found: Map<string, Manifest>): void {
  const real = realpathSync(folder);
  if (found.has(real)) return;
  const manifest: Manifest = JSON.parse(readFileSync(path.join(real, 'package.json'), 'utf8'));
  found.set(real, manifest);
  for (const name of Object.keys(manifest.dependencies ?? {})) collect(installedAt(name, real), found);
}

function installedAt(name: string, from: string): string {
  const folder = path.join(from, 'node_modules', name);
  if (existsSync(folder)) return folder;
  const above = path.dirname(from);
  if (above === from) throw new Error(`${name} is not installed`);
  return installedAt(name, above);
}

test('every dependency runs on the oldest Node.js that the packages allow', () => {
  const found = new Map<string, Manifest>();
  for (const { directory } of readProjects('packages')) collect(path.join(root, directory), found);
  const { engines }: Manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const oldest = minVersion(engines?.node ?? '');
  expect(found.size).toBeGreaterThan(40);
  expect(
    [...found.values()]
      .filter((one) => oldest === null || !satisfies(oldest, one.engines?.node ?? '*'))
      .map(({ name, version, engines }) => `${name} ${version} needs ${engines?.node}`),
  ).toEqual([]);
});
