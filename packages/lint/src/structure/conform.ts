import type { DefinitionTable, FieldType, ModelTables } from '@tiphys/models/tables';
import { conformScalar } from './conform-scalar.ts';
import { ProblemLog } from './problem-log.ts';
import type { FieldSite, StructureProblem } from './structure-problem.ts';

/** A value that has the structure of its definition, and what the given one had wrong. */
export interface Conformed {
  readonly value: unknown;
  readonly problems: readonly StructureProblem[];
}

/**
 * Compares a value with a definition of a version of Argo, and returns it without the parts that have another type: rules that come
 * after this need not check types. Reads as Go decodes: null is absent, parameter values become strings.
 */
export function conform(
  value: unknown,
  definition: string,
  definitions: ModelTables['definitions'],
): Conformed {
  const log = new ProblemLog();
  const walk = new ConformWalk(definitions, log);
  return { value: walk.object(value, definition) ?? {}, problems: log.problems };
}

class ConformWalk {
  readonly #definitions: ModelTables['definitions'];
  readonly #log: ProblemLog;

  constructor(definitions: ModelTables['definitions'], log: ProblemLog) {
    this.#definitions = definitions;
    this.#log = log;
  }

  /** `place` is the field that holds the value, such as `Cache.configMap`; empty in a list or map. */
  object(value: unknown, name: string, place = ''): unknown {
    const definition = this.#definitions[name];
    if (!definition) return value;
    if (!isRecord(value)) return this.#log.wrongType(value, `an object (${name})`);
    if (definition.open) return value;
    const result: Record<string, unknown> = {};
    for (const [key, inner] of Object.entries(value)) {
      const field = this.#findField(key, definition, { places: [name, place], fields: value });
      const known = field === undefined ? undefined : definition.fields[field];
      if (field === undefined || !known || inner === null || inner === undefined) continue;
      const conformed = this.#log.atField(key, { definition: name, field }, () =>
        this.#conform(inner, known.type, `${name}.${field}`),
      );
      if (conformed !== undefined) result[field] = conformed;
    }
    this.#checkPresence(value, name, definition);
    return result;
  }

  #conform(value: unknown, type: FieldType, place = ''): unknown {
    switch (type.kind) {
      case 'reference':
        return this.object(value, type.to, place);
      case 'list':
        return this.#list(value, type);
      case 'map':
        return this.#map(value, type.value);
      default:
        return conformScalar(value, type, this.#log);
    }
  }

  #list(value: unknown, type: Extract<FieldType, { kind: 'list' }>): readonly unknown[] | undefined {
    const log = this.#log;
    if (!Array.isArray(value)) return log.wrongType(value, 'a list', listHint(value, type));
    if (type.maxItems !== undefined && value.length > type.maxItems)
      log.refused(value, `have at most ${type.maxItems} items`);
    return value.map((item, index) => {
      const conformed = item === null ? undefined : log.at(index, () => this.#conform(item, type.element));
      return conformed ?? emptyValue(type.element);
    });
  }

  #map(value: unknown, type: FieldType): unknown {
    const log = this.#log;
    if (!isRecord(value)) return log.wrongType(value, 'a mapping');
    const entries = Object.entries(value).map(([key, given]) => {
      const conformed = given === null ? undefined : log.at(key, () => this.#conform(given, type));
      return [key, conformed ?? emptyValue(type)];
    });
    return Object.fromEntries(entries);
  }

  #checkPresence(value: Readonly<Record<string, unknown>>, name: string, definition: DefinitionTable): void {
    if (this.#log.isInStatus) return;
    const isThere = (field: string): boolean => value[field] !== undefined && value[field] !== null;
    for (const field of definition.required) {
      if (!isThere(field)) this.#log.add({ kind: 'missingField', definition: name, field });
    }
    for (const { kind, fields } of definition.groups ?? []) {
      const present = fields.filter(isThere);
      if (present.length > 1 || (present.length === 0 && kind === 'exactlyOne'))
        this.#log.add({ kind: 'fieldGroup', definition: name, fields, present });
    }
  }

  /** Returns the field that a key names; in a step, upper and lower case do not matter. */
  #findField(key: string, definition: DefinitionTable, site: FieldSite): string | undefined {
    if (Object.hasOwn(definition.fields, key)) return key;
    const { isInStep } = this.#log;
    const known = Object.keys(definition.fields);
    const field = isInStep ? known.find((name) => name.toLowerCase() === key.toLowerCase()) : undefined;
    if (field === undefined)
      this.#log.add({ kind: 'unknownField', field: key, known, isDropped: isInStep, site }, key);
    else this.#log.add({ kind: 'wrongCase', field: key, known: field }, key);
    return field;
  }
}

function emptyValue(type: FieldType): unknown {
  if (type.kind === 'list') return [];
  if (type.kind === 'reference' || type.kind === 'map') return {};
  return type.kind === 'any' ? null : '';
}

function listHint(value: unknown, type: Extract<FieldType, { kind: 'list' }>): string | undefined {
  if (isRecord(value) && type.element.kind === 'reference') return 'Begin each item with "- ".';
  return type.element.kind === 'string' && typeof value === 'string'
    ? `Write [${JSON.stringify(value)}].`
    : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
