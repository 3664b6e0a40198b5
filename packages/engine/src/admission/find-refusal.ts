import type { JsonPath } from '@tiphys/models/facts';
import { definitions, type FieldType, fieldHistory, kinds } from '@tiphys/models/tables';
import { findScalarProblem, wrongType } from './check-scalar.ts';
import { OBJECT_RULES, TEMPLATE_RULES } from './cluster-rules.ts';

/** Why an API server refuses an object. */
export interface Refusal {
  /** The message, as kubectl prints it. */
  readonly message: string;
  /** Where the first problem is. */
  readonly path: JsonPath;
}

interface Problem {
  readonly path: JsonPath;
  readonly text: string;
}

/**
 * Returns why an API server with Argo's CRDs refuses an object; undefined if it accepts it. As with kubectl, unknown fields are refused.
 *
 * Quantities and values of parameters may be numbers, as `argo submit` writes them as texts. Objects of other kinds, the status, inline templates and fields that are null are not looked at.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation
 */
export function findRefusal(object: unknown): Refusal | undefined {
  if (!isMap(object) || typeof object.kind !== 'string') return undefined;
  const { kind, apiVersion, metadata } = object;
  if (typeof apiVersion !== 'string' || !apiVersion.startsWith('argoproj.io/')) return undefined;
  const definition = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (definition === undefined) return undefined;
  const walk = new AdmissionWalk();
  walk.object(object, definition, []);
  const [unknown] = walk.unknown;
  if (unknown !== undefined) {
    const fields = walk.unknown.map((path) => `unknown field ${JSON.stringify(printPath(path))}`).sort();
    const version = apiVersion.split('/')[1] ?? '';
    const message = `Error from server (BadRequest): ${kind} in version "${version}" cannot be handled as a ${kind}: strict decoding error: ${fields.join(', ')}`;
    return { message, path: unknown };
  }
  // Rules over several fields are checked only if all fields are valid.
  const problems = walk.problems.length > 0 ? walk.problems : walk.broken;
  const [first] = problems;
  if (first === undefined) return undefined;
  const name = isMap(metadata) && typeof metadata.name === 'string' ? metadata.name : '';
  const texts = problems.map(({ path, text }) => `${printPath(path)}: ${text}`);
  const list = texts.length === 1 ? texts[0] : `\n${texts.map((text) => `* ${text}`).join('\n')}`;
  return { message: `The ${kind} "${name}" is invalid: ${list}`, path: first.path };
}

/** Fields that the CRDs require, but the types of this project do not, since Argo's own lint accepts objects without them. */
const MORE_REQUIRED: Readonly<Record<string, readonly string[]>> = { Gauge: ['realtime'] };

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function printPath(path: JsonPath): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}

/** Returns whether an older version of Argo has a field. Its API server accepts it. */
function isFormerField(definition: string, field: string): boolean {
  return fieldHistory.some(({ removed }) => removed[definition]?.includes(field) === true);
}

class AdmissionWalk {
  /** Fields that the definition does not have. */
  readonly unknown: JsonPath[] = [];
  readonly problems: Problem[] = [];
  /** Rules over several fields that do not hold. */
  readonly broken: Problem[] = [];

  object(value: unknown, name: string, path: JsonPath): void {
    const definition = definitions[name];
    if (definition === undefined) return;
    if (!isMap(value)) {
      this.#refuse(path, wrongType(value, 'object', printPath(path)));
      return;
    }
    if (definition.open) return;
    for (const [field, part] of Object.entries(value)) {
      // The API server does not look into inline templates, and the controller writes the status.
      if (
        part === null ||
        part === undefined ||
        field === 'inline' ||
        (field === 'status' && path.length === 0)
      )
        continue;
      const known = Object.hasOwn(definition.fields, field) ? definition.fields[field] : undefined;
      if (known === undefined) {
        if (!isFormerField(name, field)) this.unknown.push([...path, field]);
      } else this.#value(part, known.type, [...path, field]);
    }
    this.#checkPresence(value, name, path);
  }

  #checkPresence(value: Readonly<Record<string, unknown>>, name: string, path: JsonPath): void {
    // The run gives a name to an object without one.
    const required =
      path.length === 0 ? ['spec'] : [...(definitions[name]?.required ?? []), ...(MORE_REQUIRED[name] ?? [])];
    for (const field of required)
      if (value[field] === undefined || value[field] === null)
        this.#refuse([...path, field], 'Required value');
    for (const { message, holds } of OBJECT_RULES[name] ?? [])
      if (!holds(value)) this.broken.push({ path, text: `Invalid value: ${message}` });
    const { templates } = value;
    if (name !== 'WorkflowSpec' || !Array.isArray(templates)) return;
    for (const { message, holds } of TEMPLATE_RULES) {
      if (templates.every((template) => !isMap(template) || holds(template))) continue;
      this.broken.push({ path: [...path, 'templates'], text: `Invalid value: ${message}` });
    }
  }

  #value(value: unknown, type: FieldType, path: JsonPath): void {
    switch (type.kind) {
      case 'reference':
        this.object(value, type.to, path);
        return;
      case 'list':
        this.#list(value, type, path);
        return;
      case 'map':
        if (!isMap(value)) this.#refuse(path, wrongType(value, 'object', printPath(path)));
        else
          for (const [key, part] of Object.entries(value))
            if (part !== null) this.#value(part, type.value, [...path, key]);
        return;
      default: {
        const problem = findScalarProblem(value, type, printPath(path));
        if (problem !== undefined) this.#refuse(path, problem);
      }
    }
  }

  #list(value: unknown, type: Extract<FieldType, { kind: 'list' }>, path: JsonPath): void {
    if (!Array.isArray(value)) {
      this.#refuse(path, wrongType(value, 'array', printPath(path)));
      return;
    }
    const { minItems } = type;
    if (minItems !== undefined && value.length < minItems)
      this.#refuse(
        path,
        `Invalid value: ${value.length}: ${printPath(path)} in body should have at least ${minItems} items`,
      );
    // Only the full CRDs limit how long lists may be. Clusters with the minimal ones run longer ones, and so does this engine.
    for (const [index, part] of value.entries())
      if (part !== null) this.#value(part, type.element, [...path, index]);
  }

  #refuse(path: JsonPath, text: string): void {
    this.problems.push({ path, text });
  }
}
