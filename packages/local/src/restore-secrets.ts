import type { RunFolder } from '@tiphys/engine';
import { RunsError } from '@tiphys/runs';
import type { LocalDriver } from './local-driver.ts';

interface NamedObject {
  readonly kind?: string;
  readonly metadata?: { readonly name?: string };
}

/**
 * Returns the objects of an earlier run with the data of its Secrets, which the store does not keep.
 *
 * @throws RunsError `RUNS_SECRET_MISSING`
 */
export async function restoreSecrets(
  objects: readonly unknown[],
  folder: RunFolder,
  driver: LocalDriver,
): Promise<readonly unknown[]> {
  // The engine has accepted them.
  const named = objects as readonly NamedObject[];
  if (!named.some(({ kind }) => kind === 'Secret')) return objects;
  const given = ((await driver.readObjects?.(folder)) ?? []) as readonly NamedObject[];
  return named.map((object) => {
    if (object.kind !== 'Secret') return object;
    const { name } = object.metadata ?? {};
    const found = given.find(({ kind, metadata }) => kind === 'Secret' && metadata?.name === name);
    if (found !== undefined) return found;
    throw new RunsError(
      'RUNS_SECRET_MISSING',
      `The run ${folder.name} needs the Secret "${name}", whose data is not kept with a run that has ended. Pass its file with --with.`,
      { run: folder.name },
    );
  });
}
