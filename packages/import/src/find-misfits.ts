import { formatPath, type JsonPath } from '@tiphys/models/facts';
import type { DefinitionTable, FieldType, ModelTables } from '@tiphys/models/tables';
import { isObject, type JsonObject } from './json-object.ts';
import { TEMPLATE_BODIES } from './template-bodies.ts';

/** A place where an object does not fit the types of the models. */
export interface Misfit {
  readonly path: JsonPath;
  /** What is wrong there: `there is no field "subpath"`. */
  readonly reason: string;
}

/** What the types ask for and the tables do not, because Argo's lint takes files without. */
const strictFields: Readonly<Record<string, readonly string[]>> = {
  Workflow: ['metadata'],
  WorkflowTemplate: ['metadata'],
  ClusterWorkflowTemplate: ['metadata'],
  CronWorkflow: ['metadata'],
  WorkflowEventBinding: ['metadata'],
  NodeStatus: ['id', 'type'],
  VolumeMount: ['mountPath'],
};

/** Gives the places where an object of a kind does not fit the types of the models; patterns and limits, which types cannot say, are not looked at. */
export function findMisfits(
  value: unknown,
  definition: string,
  { definitions }: ModelTables,
): readonly Misfit[] {
  const finder = new MisfitFinder(definitions);
  finder.visit(value, { kind: 'reference', to: definition });
  return finder.found;
}

/** Says where something does not fit, and why. */
export function describeMisfit({ path, reason }: Misfit): string {
  return `${formatPath(path) || 'The object'}: ${reason}`;
}

class MisfitFinder {
  readonly found: Misfit[] = [];
  readonly #path: (string | number)[] = [];
  readonly #definitions: ModelTables['definitions'];

  constructor(definitions: ModelTables['definitions']) {
    this.#definitions = definitions;
  }

  visit(value: unknown, type: FieldType): void {
    switch (type.kind) {
      case 'any':
        return;
      case 'reference':
        this.#visitReference(value, type.to);
        return;
      case 'list':
        if (!Array.isArray(value)) this.#report('must be a list');
        else for (const [index, element] of value.entries()) this.#step(index, element, type.element);
        return;
      case 'map':
        if (!isObject(value)) this.#report('must be a mapping');
        else for (const [key, content] of Object.entries(value)) this.#step(key, content, type.value);
        return;
      default:
        this.#visitScalar(value, type);
    }
  }

  #visitScalar(value: unknown, type: FieldType): void {
    const kinds: Readonly<Record<string, readonly string[]>> = {
      boolean: ['boolean'],
      integer: ['number'],
      number: ['number'],
      intOrString: ['number', 'string'],
      quantity: ['number', 'string'],
      scalar: ['string', 'number', 'boolean'],
    };
    const wanted = kinds[type.kind] ?? ['string'];
    if (!wanted.includes(value === null ? 'null' : typeof value))
      this.#report(`must be a ${wanted.join(' or a ')}`);
    else if (type.kind === 'string') {
      const allowed = type.const === undefined ? type.enum : [type.const];
      if (allowed !== undefined && !allowed.includes(String(value)))
        this.#report(
          `${JSON.stringify(value)} is none of ${allowed.map((text) => JSON.stringify(text)).join(', ')}`,
        );
    }
  }

  #visitReference(value: unknown, name: string): void {
    const table = this.#definitions[name];
    if (table === undefined) return;
    if (!isObject(value)) {
      this.#report(`must be a mapping (${name})`);
      return;
    }
    for (const [field, content] of Object.entries(value)) {
      const known = Object.hasOwn(table.fields, field) ? table.fields[field] : undefined;
      if (known !== undefined) this.#step(field, content, known.type);
      else if (table.open === undefined) this.#report(`there is no field "${field}"`);
    }
    for (const field of [...table.required, ...(strictFields[name] ?? [])])
      if (value[field] === undefined) this.#report(`"${field}" is missing`);
    this.#visitGroups(value, name, table);
  }

  #visitGroups(value: JsonObject, name: string, table: DefinitionTable): void {
    const extra = name === 'TemplateDefaults' ? [{ kind: 'atMostOne', fields: TEMPLATE_BODIES }] : [];
    for (const group of [...(table.groups ?? []), ...extra]) {
      const present = group.fields.filter((field) => value[field] !== undefined);
      if (present.length > 1) this.#report(`${present.join(' and ')} exclude each other`);
      if (present.length === 0 && group.kind === 'exactlyOne')
        this.#report(`there is none of ${group.fields.join(', ')}`);
    }
  }

  #step(part: string | number, value: unknown, type: FieldType): void {
    this.#path.push(part);
    this.visit(value, type);
    this.#path.pop();
  }

  #report(reason: string): void {
    this.found.push({ path: [...this.#path], reason });
  }
}
