import type { Definition, FieldDefinition } from '@tiphys/schema';

const FIELDS_PAGE = 'https://argo-workflows.readthedocs.io/en/latest/fields/';

/** Gives the text of the comment above a type: its description when the schema has one, and where to read more. */
export function documentDefinition(name: string, definition: Definition): string {
  return joined([definition.description, `@see ${linkTo(definition, name)}`]);
}

/** Gives the text of the comment above a field, if there is anything to say. */
export function documentField(field: FieldDefinition): string | undefined {
  const text = joined([field.description, field.deprecated && `@deprecated ${field.deprecated}`]);
  return text === '' ? undefined : text;
}

function linkTo(definition: Definition, name: string): string {
  const title = definition.origin.slice(definition.origin.lastIndexOf('.') + 1);
  return `${FIELDS_PAGE}#${(title === '' ? name : title).toLowerCase()}`;
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}
