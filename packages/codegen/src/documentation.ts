import type { Definition, FieldDefinition } from '@tiphys/schema';

const FIELDS_PAGE = 'https://argo-workflows.readthedocs.io/en/latest/fields/';

/** Hover texts by `Definition` and `Definition.field`. */
export type Texts = Readonly<Record<string, string>>;

/** Gives the text of the comment above a type: what it is, when that is known, and where to read more. */
export function documentDefinition(name: string, definition: Definition, texts: Texts): string {
  return joined([textOf(name, texts) ?? definition.description, `@see ${linkTo(definition, name)}`]);
}

/** What the comment above a field depends on. */
export interface FieldPlace {
  readonly name: string;
  readonly field: string;
  readonly definition: Definition;
  readonly texts: Texts;
}

/** Gives the text of the comment above a field, if there is anything to say. */
export function documentField(
  content: FieldDefinition,
  { name, field, definition, texts }: FieldPlace,
): string | undefined {
  const text = textOf(`${name}.${field}`, texts);
  const link = text === undefined ? undefined : `@see ${linkTo(definition, name)}`;
  const deprecated = content.deprecated && `@deprecated ${content.deprecated}`;
  const comment = joined([text ?? content.description, joined([deprecated, link], '\n')]);
  return comment === '' ? undefined : comment;
}

function textOf(place: string, texts: Texts): string | undefined {
  return Object.hasOwn(texts, place) ? texts[place] : undefined;
}

function linkTo(definition: Definition, name: string): string {
  const title = definition.origin.slice(definition.origin.lastIndexOf('.') + 1);
  return `${FIELDS_PAGE}#${(title === '' ? name : title).toLowerCase()}`;
}

function joined(parts: readonly (string | undefined)[], separator = '\n\n'): string {
  return parts.filter((part) => part !== undefined && part !== '').join(separator);
}
