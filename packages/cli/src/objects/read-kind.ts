import type { KubernetesObject, StoredObject } from '@tiphys/client';
import { namespaceError } from '../deploy/deployed-object.ts';
import type { OptionSpec, ParsedArguments } from '../line/command.ts';
import { frozenOption, isFrozen } from '../line/frozen-option.ts';
import { strictOption } from '../line/strict-option.ts';
import { renderKnownError } from '../output/render-error.ts';
import { CliError } from '../world/cli-error.ts';
import { coloursOf } from '../world/terminal.ts';
import type { World } from '../world/world.ts';
import type { ObjectKind } from './object-kind.ts';
import type { ObjectCluster } from './object-place.ts';

/** The options of commands that read objects from files. */
export const readOptions: Readonly<Record<string, OptionSpec>> = { ...frozenOption, ...strictOption };

/** An object of a file. */
export interface FileObject {
  readonly object: StoredObject;
  readonly file: string;
}

/** The objects of one kind in files, and what else is in them. */
export interface KindObjects {
  readonly files: readonly FileObject[];
  readonly others: readonly KubernetesObject[];
}

/**
 * Returns the objects of one kind in the files that a command names, and those of other kinds apart.
 *
 * @throws CliError `CLI_INVALID_MANIFEST` if Argo would reject one; `CLI_NOTHING_FOUND` if there are none, or if a file cannot be read;
 * `CLI_INVALID_FIELD`, `CLI_DUPLICATE_OBJECT`
 */
export async function readKind(
  { kind }: ObjectKind,
  args: ParsedArguments,
  world: World,
): Promise<KindObjects> {
  const { readSources } = await import('../source/read-sources.ts');
  const { sources, errors } = await readSources(args.positionals, { frozen: isFrozen(args, world) }, world);
  const [first, ...others] = errors;
  const { terminal, cwd } = world;
  for (const error of others) terminal.err(renderKnownError(error, { cwd, colours: coloursOf(terminal) }));
  if (first !== undefined) throw first;
  const kinds = new Set([kind]);
  const { assertSourcesValid } = await import('../source/lint-sources.ts');
  await assertSourcesValid({ sources, kinds }, world);
  const { gatherDeployed } = await import('../deploy/gather-deployed.ts');
  const { deployed, others: rest } = await gatherDeployed(sources, kinds);
  if (deployed.length === 0)
    throw new CliError('CLI_NOTHING_FOUND', `No ${kind} found in ${args.positionals.join(', ')}.`);
  // The kind says which type it is, and lint has checked its fields.
  const files = deployed.map(({ object, file }) => ({ object: object as StoredObject, file }));
  return { files, others: rest.map(({ object }) => object) };
}

/**
 * Checks that an object belongs into the namespace that is used.
 *
 * @throws CliError `CLI_NAMESPACE`
 */
export function assertOwnNamespace({ object, file }: FileObject, { namespace, place }: ObjectCluster): void {
  const own = object.metadata.namespace;
  if (own === undefined || namespace === undefined || own === namespace) return;
  throw namespaceError({ object: object as KubernetesObject, file }, { own, place });
}
