import type { KubernetesObject } from '@tiphys/client';
import type { ArgoVersion } from '@tiphys/models/versions';
import type { LoadedSource } from '../source/load-source.ts';
import { keyOf } from '../source/read-objects.ts';
import type { FoundSource } from '../source/read-sources.ts';
import { CliError } from '../world/cli-error.ts';
import type { DeployedObject } from './deployed-object.ts';

/** The objects of files. */
export interface GatheredObjects {
  readonly deployed: readonly DeployedObject[];
  /** Objects of other kinds, which stay where they are. */
  readonly others: readonly DeployedObject[];
}

/**
 * Returns the objects of files, those of some kinds apart: also the templates that pipelines refer to. An object that several files have with
 * the same content is there once.
 *
 * @throws CliError `CLI_DUPLICATE_OBJECT` if two files have different objects with the same name, `CLI_INVALID_FIELD` for an object without
 * a name
 */
export async function gatherDeployed(
  sources: readonly FoundSource[],
  kinds: ReadonlySet<string>,
  target?: ArgoVersion,
): Promise<GatheredObjects> {
  const { decodeNulls } = await import('@tiphys/engine');
  const { convertForTarget } = await import('@tiphys/convert');
  const { isArgoObject } = await import('@tiphys/models/facts');
  // Pipelines are compiled for the target.
  const convert = (object: KubernetesObject): KubernetesObject =>
    target !== undefined && isArgoObject(object)
      ? (convertForTarget(object, target) as KubernetesObject)
      : object;
  const all = sources.flatMap(({ source }) =>
    objectsOf(source).map((object) => ({ object: convert(decodeNulls(object)), file: source.file })),
  );
  const isDeployed = ({ object }: DeployedObject): boolean => kinds.has(object.kind);
  const deployed = new Map<string, DeployedObject>();
  for (const one of all.filter(isDeployed)) {
    assertNamed(one);
    const key = keyOf(one.object);
    const other = deployed.get(key);
    if (other === undefined) deployed.set(key, one);
    else if (JSON.stringify(other.object) !== JSON.stringify(one.object)) throw duplicateError(one, other);
  }
  return { deployed: [...deployed.values()], others: all.filter((one) => !isDeployed(one)) };
}

function objectsOf(source: LoadedSource): readonly KubernetesObject[] {
  const objects =
    source.kind === 'objects' ? source.objects : [source.compiled.manifest, ...source.references];
  // A file may contain objects of any kind.
  return objects as readonly unknown[] as readonly KubernetesObject[];
}

function assertNamed({ object, file }: DeployedObject): void {
  if ((object.metadata?.name ?? '') !== '') return;
  throw new CliError(
    'CLI_INVALID_FIELD',
    `A ${object.kind} in ${file} has no metadata.name. Add it: an object is deployed under its name.`,
  );
}

function duplicateError(one: DeployedObject, other: DeployedObject): CliError {
  const places = one.file === other.file ? `${one.file} twice` : `${other.file} and in ${one.file}`;
  return new CliError(
    'CLI_DUPLICATE_OBJECT',
    `The ${keyOf(one.object)} is in ${places}, with different contents. Remove one of them.`,
  );
}

/** Returns which objects are not deployed, and why; '' if there are none. */
export function describeOthers(others: readonly DeployedObject[]): string {
  if (others.length === 0) return '';
  const names = Map.groupBy(others, ({ object }) => object.kind);
  const counts = [...names].map(([kind, { length }]) => `${length} ${kind}`).join(', ');
  const advice = [
    ...(names.has('Workflow') ? [' Start a Workflow with `tiphys submit`.'] : []),
    ...(names.has('Secret') ? [' Create a Secret with kubectl.'] : []),
  ];
  return `Not deployed: ${counts}.${advice.join('')}`;
}
