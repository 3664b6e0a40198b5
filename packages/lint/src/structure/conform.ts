import type { DefinitionTable, FieldType, ModelTables } from '@tiphys/models/tables';
import { describeScalar, isQuantity, scalarText } from './scalars.ts';
import type { FieldSite, StructureProblem } from './structure-problem.ts';

/** A value that has the structure of its definition, and where the given one had not. */
export interface Conformed {
  readonly value: unknown;
  readonly problems: readonly StructureProblem[];
}

/**
 * Compares a value with a definition of a version of Argo, and gives what is left of it when every part of another type is
 * taken out: rules behind this need not look at types. Reads as Go decodes: null is absent, parameter values become text.
 */
export function conform(
  value: unknown,
  definition: string,
  definitions: ModelTables['definitions'],
): Conformed {
  const walk = new ConformWalk(definitions);
  return { value: walk.reference(value, definition) ?? {}, problems: walk.problems };
}

class ConformWalk {
  readonly problems: StructureProblem[] = [];
  readonly #definitions: ModelTables['definitions'];
  readonly #path: (string | number)[] = [];
  #stepDepth = 0;
  #inlineDepth = 0;
  #statusDepth = 0;

  constructor(definitions: ModelTables['definitions']) {
    this.#definitions = definitions;
  }

  /** `place` is the field that holds the value, such as `Cache.configMap`; empty in a list or map. */
  reference(value: unknown, name: string, place = ''): unknown {
    const definition = this.#definitions[name];
    if (!definition) return value;
    if (!isRecord(value)) return this.#wrongType(value, `an object (${name})`);
    if (definition.open) return value;
    const result: Record<string, unknown> = {};
    for (const [given, inner] of Object.entries(value)) {
      const field = this.#findField(given, definition, { places: [name, place], fields: value });
      const known = field === undefined ? undefined : definition.fields[field];
      if (field === undefined || !known || inner === null || inner === undefined) continue;
      const conformed = this.#at(given, () =>
        this.#inField(name, field, () => this.#conform(inner, known.type, `${name}.${field}`)),
      );
      if (conformed !== undefined) result[field] = conformed;
    }
    this.#checkPresence(value, name, definition);
    return result;
  }

  #conform(value: unknown, type: FieldType, place = ''): unknown {
    switch (type.kind) {
      case 'string':
        return this.#string(value, type);
      case 'integer':
      case 'number':
        return this.#number(value, type);
      case 'boolean':
        return typeof value === 'boolean' ? value : this.#wrongType(value, 'true or false');
      case 'intOrString':
        return typeof value === 'string' || Number.isInteger(value)
          ? value
          : this.#wrongType(value, 'an integer or a string');
      case 'quantity':
        return this.#quantity(value);
      case 'scalar':
        return this.#scalar(value);
      case 'time':
        return typeof value === 'string' ? value : this.#wrongType(value, 'a time as a string');
      case 'any':
        return value;
      case 'reference':
        return this.reference(value, type.to, place);
      case 'list':
        return this.#list(value, type);
      case 'map':
        return this.#map(value, type.value);
      default:
        return assertNever(type);
    }
  }

  #string(value: unknown, type: Extract<FieldType, { kind: 'string' }>): string | undefined {
    if (typeof value !== 'string') {
      this.#wrongType(value, 'a string');
      return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
    }
    if (value.includes('{{') || value === '') return value;
    if (type.const !== undefined && value !== type.const)
      this.#refused(value, `"${type.const}"`, [type.const]);
    if (type.enum && !type.enum.includes(value))
      this.#refused(value, `one of ${type.enum.join(', ')}`, type.enum);
    if (type.maxLength !== undefined && value.length > type.maxLength) {
      this.#refused(value, `at most ${type.maxLength} characters`);
    }
    if (type.pattern !== undefined && !matches(value, type.pattern))
      this.#refused(value, `text that matches ${type.pattern}`);
    return value;
  }

  #number(value: unknown, type: Extract<FieldType, { kind: 'integer' | 'number' }>): number | undefined {
    const isRight = typeof value === 'number' && (type.kind === 'number' || Number.isInteger(value));
    if (!isRight) return this.#wrongType(value, type.kind === 'integer' ? 'an integer' : 'a number');
    if (type.minimum !== undefined && value < type.minimum)
      this.#refused(String(value), `at least ${type.minimum}`);
    if (type.maximum !== undefined && value > type.maximum)
      this.#refused(String(value), `at most ${type.maximum}`);
    return value;
  }

  #quantity(value: unknown): unknown {
    if (typeof value === 'number' || (typeof value === 'string' && isQuantity(value))) return value;
    return this.#wrongType(value, 'a quantity such as 500m or 1Gi');
  }

  #scalar(value: unknown): string {
    const text = scalarText(value);
    if (text === undefined)
      this.problems.push({ kind: 'ignoredValue', path: [...this.#path], found: describeScalar(value) });
    return text ?? '';
  }

  #list(value: unknown, type: Extract<FieldType, { kind: 'list' }>): readonly unknown[] | undefined {
    if (!Array.isArray(value)) return this.#wrongType(value, 'a list', listHint(value, type));
    if (type.maxItems !== undefined && value.length > type.maxItems) {
      this.#refused(`${value.length} items`, `at most ${type.maxItems} items`);
    }
    return value.map((item, index) => {
      const conformed = item === null ? undefined : this.#at(index, () => this.#conform(item, type.element));
      return conformed ?? emptyValue(type.element);
    });
  }

  #map(value: unknown, type: FieldType): unknown {
    if (!isRecord(value)) return this.#wrongType(value, 'a mapping');
    const entries = Object.entries(value).map(([key, given]) => {
      const conformed = given === null ? undefined : this.#at(key, () => this.#conform(given, type));
      return [key, conformed ?? emptyValue(type)];
    });
    return Object.fromEntries(entries);
  }

  #checkPresence(value: Readonly<Record<string, unknown>>, name: string, definition: DefinitionTable): void {
    if (this.#statusDepth > 0) return; // the controller wrote it, and people cut it short
    const isThere = (field: string): boolean => value[field] !== undefined && value[field] !== null;
    for (const field of definition.required) {
      if (!isThere(field))
        this.problems.push({ kind: 'missingField', path: [...this.#path], definition: name, field });
    }
    for (const { kind, fields } of definition.groups ?? []) {
      const present = fields.filter(isThere);
      if (present.length > 1 || (present.length === 0 && kind === 'exactlyOne')) {
        this.problems.push({ kind: 'fieldGroup', path: [...this.#path], definition: name, fields, present });
      }
    }
  }

  /** Keeps count of where the rules for what lies below a field are other ones. */
  #inField<T>(definition: string, field: string, inner: () => T): T {
    const isStep = definition === 'WorkflowStep' ? 1 : 0;
    const isInline = field === 'inline' ? 1 : 0;
    const isStatus = field === 'status' && this.#path.length === 1 ? 1 : 0;
    this.#stepDepth += isStep;
    this.#inlineDepth += isInline;
    this.#statusDepth += isStatus;
    const result = inner();
    this.#stepDepth -= isStep;
    this.#inlineDepth -= isInline;
    this.#statusDepth -= isStatus;
    return result;
  }

  /**
   * Gives the field that a key names. What lies below a step is decoded by Go's own reader, which does not look at upper and lower
   * case and drops what it does not know.
   */
  #findField(key: string, definition: DefinitionTable, site: FieldSite): string | undefined {
    if (Object.hasOwn(definition.fields, key)) return key;
    const path = [...this.#path, key];
    const isLenient = this.#stepDepth > 0;
    const known = Object.keys(definition.fields);
    const field = isLenient ? known.find((name) => name.toLowerCase() === key.toLowerCase()) : undefined;
    if (field === undefined)
      this.problems.push({ kind: 'unknownField', path, field: key, known, isDropped: isLenient, site });
    else this.problems.push({ kind: 'wrongCase', path, field: key, known: field });
    return field;
  }

  #wrongType(value: unknown, wanted: string, hint?: string): undefined {
    const found = describeScalar(value);
    this.problems.push({
      kind: 'wrongType',
      path: [...this.#path],
      wanted,
      found,
      ...(hint ? { hint } : {}),
    });
    return undefined;
  }

  #refused(value: string, wanted: string, allowed?: readonly string[]): void {
    if (this.#inlineDepth > 0) return; // the API server does not look into inline templates
    this.problems.push({
      kind: 'refusedValue',
      path: [...this.#path],
      value,
      wanted,
      ...(allowed ? { allowed } : {}),
    });
  }

  #at<T>(step: string | number, inner: () => T): T {
    this.#path.push(step);
    const result = inner();
    this.#path.pop();
    return result;
  }
}

function emptyValue(type: FieldType): unknown {
  if (type.kind === 'list') return [];
  if (type.kind === 'reference' || type.kind === 'map') return {};
  return type.kind === 'any' ? null : '';
}

function listHint(value: unknown, type: Extract<FieldType, { kind: 'list' }>): string | undefined {
  if (isRecord(value) && type.element.kind === 'reference') return 'Begin the item with "- ".';
  return type.element.kind === 'string' && typeof value === 'string'
    ? `Write [${JSON.stringify(value)}].`
    : undefined;
}

const patterns = new Map<string, RegExp>();

function matches(value: string, pattern: string): boolean {
  let expression = patterns.get(pattern);
  if (!expression) {
    expression = new RegExp(pattern, 'u');
    patterns.set(pattern, expression);
  }
  return expression.test(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function assertNever(type: never): never {
  throw new Error(`unreachable: ${JSON.stringify(type)}`);
}
