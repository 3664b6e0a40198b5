import { applyCorrection, type Correction } from '../corrections/correction.ts';
import { allCorrections } from '../corrections/corrections.ts';
import type { Definition, SchemaDefinitions } from '../definition.ts';
import type { CrdSchema } from '../read/crd.ts';
import type { SourceSchema } from '../read/source-schema.ts';
import { applyOverlay } from './apply-overlay.ts';
import { checkAliases } from './check-aliases.ts';
import { convertDefinition } from './convert-definition.ts';
import { readCrdOverlay } from './crd-overlay.ts';
import { findReachable } from './find-reachable.ts';
import { ARGO_API_VERSION, findRoots } from './kinds.ts';
import { assignTypeNames } from './type-names.ts';

/** The parsed files of one Argo version. */
export interface SchemaSources {
  readonly schema: SourceSchema;
  readonly crds: readonly CrdSchema[];
}

/** How definitions are normalised. */
export interface NormaliseOptions {
  /** The Argo version, such as `v4.1`. */
  readonly version: string;
  /**
   * Whether descriptions are kept.
   * @default false
   */
  readonly descriptions?: boolean | undefined;
  /**
   * Corrections to apply after the schema and the CRDs were read.
   * @default the project's own table
   */
  readonly corrections?: readonly Correction[] | undefined;
}

/**
 * Returns everything that the five kinds of objects consist of: Argo's own schema for sharing and recursion, the
 * limits and rules of the CRDs over it, and the corrections on top.
 *
 * @throws SchemaError naming the definition that is missing, malformed, cyclic or nested too deeply.
 */
export function normaliseDefinitions(sources: SchemaSources, options: NormaliseOptions): SchemaDefinitions {
  const roots = findRoots(sources.schema);
  const reachable = findReachable(sources.schema, [...roots.values()]);
  const typeNames = assignTypeNames(reachable);
  const kinds = Object.fromEntries([...roots].map(([kind, name]) => [kind, typeNames.get(name) ?? kind]));

  const plain: Record<string, Definition> = {};
  for (const definition of reachable) {
    const source = sources.schema.definitions.get(definition) ?? {};
    plain[typeNames.get(definition) ?? definition] = convertDefinition(source, {
      definition,
      typeNames,
      descriptions: options.descriptions === true,
    });
  }
  checkAliases(plain);
  const overlay = readCrdOverlay(sources.crds, kinds, plain);
  const narrowed = mapDefinitions(plain, (name, definition) => applyOverlay(name, definition, overlay));
  const corrected = (options.corrections ?? allCorrections).reduce(applyCorrection, narrowed);
  const definitions = mapDefinitions(corrected, (name, definition) => withConstants(kinds, name, definition));
  return { version: options.version, kinds, definitions };
}

function mapDefinitions(
  definitions: Readonly<Record<string, Definition>>,
  change: (name: string, definition: Definition) => Definition,
): Readonly<Record<string, Definition>> {
  const names = Object.keys(definitions).sort();
  return Object.fromEntries(
    names.flatMap((name) => {
      const definition = definitions[name];
      return definition === undefined ? [] : [[name, change(name, definition)]];
    }),
  );
}

/** The swagger file lacks the constants of apiVersion and kind, which every object needs. */
function withConstants(
  kinds: Readonly<Record<string, string>>,
  name: string,
  definition: Definition,
): Definition {
  const kind = Object.keys(kinds).find((one) => kinds[one] === name);
  if (kind === undefined || definition.kind !== 'object') return definition;
  return {
    ...definition,
    fields: {
      ...definition.fields,
      apiVersion: { ...definition.fields.apiVersion, type: { kind: 'string', const: ARGO_API_VERSION } },
      kind: { ...definition.fields.kind, type: { kind: 'string', const: kind } },
    },
    required: [...new Set(['apiVersion', 'kind', ...definition.required])],
  };
}
