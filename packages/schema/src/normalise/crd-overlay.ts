import type { Definition, FieldGroup } from '../definition.ts';
import type { FieldType } from '../field-type.ts';
import { findField, isJsonObject, type JsonObject, textsOf } from '../json-object.ts';
import type { CrdSchema } from '../read/crd.ts';
import { SchemaError } from '../schema-error.ts';
import { type CelGroups, readCelRule } from './cel-rules.ts';

/** What the CRDs say about one place: `Template.name`, or `CronWorkflowSpec.schedules[]` for its elements. */
export type Facets = Readonly<Record<string, unknown>>;

/** What the CRDs add to the definitions. */
export interface CrdOverlay {
  readonly facets: ReadonlyMap<string, Facets>;
  readonly groups: ReadonlyMap<string, readonly FieldGroup[]>;
}

const FACET_NAMES = [
  'enum',
  'pattern',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'minLength',
  'maxLength',
] as const;
const INT_OR_STRING = 'x-kubernetes-int-or-string';
const MAX_DEPTH = 200;
const MAX_PLACES = 1_000_000;

/**
 * Returns the limits that the CRDs put on the fields of definitions. The CRDs write every path out, so a limit
 * applies to a field only if every path that ends in the field has it. A rule over several fields applies
 * wherever it is found.
 *
 * @throws SchemaError `SCHEMA_TOO_DEEP` when a CRD is nested too deeply.
 */
export function readCrdOverlay(
  crds: readonly CrdSchema[],
  kinds: Readonly<Record<string, string>>,
  definitions: Readonly<Record<string, Definition>>,
): CrdOverlay {
  const collector = new OverlayCollector(definitions);
  for (const { kind, schema } of crds) {
    const root = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
    if (root !== undefined)
      collector.visit({ kind: 'reference', to: root }, schema, { place: kind, depth: 0 });
  }
  return { facets: collector.facets, groups: collector.groups };
}

/** The position of a node in the CRDs. */
interface Position {
  readonly place: string;
  readonly depth: number;
}

class OverlayCollector {
  readonly facets = new Map<string, Facets>();
  readonly groups = new Map<string, FieldGroup[]>();
  readonly definitions: Readonly<Record<string, Definition>>;
  private places = 0;

  constructor(definitions: Readonly<Record<string, Definition>>) {
    this.definitions = definitions;
  }

  visit(type: FieldType, node: unknown, at: Position): void {
    if (!isJsonObject(node)) return;
    this.places += 1;
    if (at.depth > MAX_DEPTH || this.places > MAX_PLACES) {
      const message = `The CRDs have more than ${MAX_DEPTH} levels or ${MAX_PLACES} places, seen at ${at.place}.`;
      throw new SchemaError('SCHEMA_TOO_DEEP', message);
    }
    this.addFacets(at.place, facetsOf(node));
    this.addRules(type, node);
    const below = (place: string): Position => ({ place, depth: at.depth + 1 });
    switch (type.kind) {
      case 'reference':
        this.visitDefinition(type.to, node, at);
        break;
      case 'list':
        this.visit(type.element, findField(node, 'items'), below(`${at.place}[]`));
        break;
      case 'map':
        this.visit(type.value, findField(node, 'additionalProperties'), below(`${at.place}{}`));
        break;
    }
  }

  private visitDefinition(name: string, node: JsonObject, { place, depth }: Position): void {
    const definition = this.definitions[name];
    if (definition?.kind === 'alias') this.visit(definition.type, node, { place, depth: depth + 1 });
    if (definition?.kind !== 'object') return;
    const properties = findField(node, 'properties');
    for (const [field, { type }] of Object.entries(definition.fields)) {
      this.visit(type, findField(properties, field), { place: `${name}.${field}`, depth: depth + 1 });
    }
  }

  private addFacets(place: string, facets: Facets): void {
    const known = this.facets.get(place);
    this.facets.set(place, known === undefined ? facets : commonFacets(known, facets));
  }

  private addRules(type: FieldType, node: JsonObject): void {
    const rules = findField(node, 'x-kubernetes-validations');
    for (const validation of Array.isArray(rules) ? rules : []) {
      const rule = findField(validation, 'rule');
      if (typeof rule === 'string') this.addGroups(type, readCelRule(rule));
    }
  }

  private addGroups(type: FieldType, { groups, ofElements }: CelGroups): void {
    const target = ofElements && type.kind === 'list' ? type.element : type;
    if (target.kind !== 'reference') return;
    const known = this.groups.get(target.to) ?? [];
    for (const group of groups) {
      if (!known.some((other) => JSON.stringify(other) === JSON.stringify(group))) known.push(group);
    }
    if (known.length > 0) this.groups.set(target.to, known);
  }
}

function facetsOf(node: JsonObject): Facets {
  const facets: Record<string, unknown> = {};
  for (const key of FACET_NAMES) {
    const value = facetOf(key, findField(node, key));
    if (value !== undefined) facets[key] = value;
  }
  if (findField(node, INT_OR_STRING) === true) facets.intOrString = true;
  return facets;
}

/** Returns undefined for anything else: YAML may hold any value there. */
function facetOf(key: (typeof FACET_NAMES)[number], value: unknown): unknown {
  if (key === 'pattern') return typeof value === 'string' ? value : undefined;
  if (key !== 'enum') return Number.isFinite(value) ? value : undefined;
  const values = textsOf(value);
  return values.length > 0 ? values : undefined;
}

function commonFacets(a: Facets, b: Facets): Facets {
  return Object.fromEntries(
    Object.entries(a).filter(([key, value]) => JSON.stringify(b[key]) === JSON.stringify(value)),
  );
}
