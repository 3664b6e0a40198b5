import type { Definition, SchemaDefinitions } from '../definition.ts';
import { SchemaError } from '../schema-error.ts';
import { checkStoredForm } from './stored-form-check.ts';

const STORED_FORM = 1;

/** Returns definitions as stored text: sorted, one line per field, without descriptions. */
export function serialiseDefinitions(schema: SchemaDefinitions): string {
  return [
    '{',
    `  "form": ${STORED_FORM},`,
    `  "version": ${JSON.stringify(schema.version)},`,
    `  "kinds": ${JSON.stringify(schema.kinds)},`,
    '  "definitions": {',
    definitionsText(schema.definitions),
    '  }',
    '}',
    '',
  ].join('\n');
}

/** Returns definitions by name as lines of a stored text, with commas in between. */
export function definitionsText(definitions: SchemaDefinitions['definitions']): string {
  const names = Object.keys(definitions).sort();
  return names.map((name) => `    ${JSON.stringify(name)}: ${definitionText(definitions[name])}`).join(',\n');
}

function definitionText(definition: Definition | undefined): string {
  const { description: _, ...stored } = { description: undefined, ...definition };
  if (definition?.kind !== 'object') return JSON.stringify(stored);
  const { fields, ...rest } = definition;
  const head = Object.entries(rest)
    .filter(([key, value]) => key !== 'description' && !isDefault(value))
    .map(([key, value]) => `      ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  const lines = Object.keys(fields)
    .sort()
    .map((name) => `        ${JSON.stringify(name)}: ${fieldText(fields[name])}`);
  const body = lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n      }`;
  return `{\n${[...head, `      "fields": ${body}`].join(',\n')}\n    }`;
}

/** Empty lists and `false` are left out. */
function isDefault(value: unknown): boolean {
  return value === false || (Array.isArray(value) && value.length === 0);
}

function fieldText(field: object | undefined): string {
  return JSON.stringify(field, (key, value: unknown) => (key === 'description' ? undefined : value));
}

/**
 * Returns the definitions in a stored text.
 *
 * @throws SchemaError `SCHEMA_STORED_FORM` when the text does not hold stored definitions.
 */
export function parseDefinitions(text: string, file = 'definitions.json'): SchemaDefinitions {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new SchemaError('SCHEMA_STORED_FORM', `${file} is not valid JSON. Import the schema again.`, {
      file,
      cause,
    });
  }
  const problem = checkStoredForm(content, STORED_FORM);
  if (problem !== undefined) {
    throw new SchemaError(
      'SCHEMA_STORED_FORM',
      `${file}: ${problem.message} Import Argo's schema, and use the definitions.json that the import writes.`,
      {
        file,
        definition: problem.definition,
      },
    );
  }
  return withDefaults(content as StoredDefinitions); // checked field by field just before
}

interface StoredDefinitions {
  readonly version: string;
  readonly kinds: SchemaDefinitions['kinds'];
  readonly definitions: Readonly<Record<string, Definition>>;
}

function withDefaults({ version, kinds, definitions }: StoredDefinitions): SchemaDefinitions {
  return { version, kinds, definitions: completeDefinitions(definitions) };
}

/** Returns stored definitions with what the stored form leaves out. */
export function completeDefinitions(
  definitions: Readonly<Record<string, Definition>>,
): SchemaDefinitions['definitions'] {
  const complete = Object.entries(definitions).map(([name, stored]): [string, Definition] => [
    name,
    stored.kind === 'alias' ? stored : { ...OBJECT_DEFAULTS, ...stored },
  ]);
  return Object.fromEntries(complete);
}

const OBJECT_DEFAULTS = { required: [], tolerated: [], groups: [], open: false } as const;
