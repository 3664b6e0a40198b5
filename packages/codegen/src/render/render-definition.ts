import type { Definition, ObjectDefinition } from '@tiphys/schema';
import { documentDefinition, documentField, type Texts } from '../texts/documentation.ts';
import type { TypePrinter } from '../type/print-type.ts';
import { type ModelVariant, type PrintableSchema, printableType } from '../type/type-text.ts';
import { findUnionMembers, type UnionMember } from '../type/union-members.ts';
import { orderFields } from './field-order.ts';

/** Options for rendering a definition. */
export interface RenderContext {
  readonly variant: ModelVariant;
  readonly print: TypePrinter;
  readonly texts: Texts;
  /** Returns the comment of a type. @default that of Argo's field reference */
  readonly describe?: (definition: Definition) => string;
}

/** Returns the declarations of one definition, after those that only it needs. */
export async function renderDefinition(
  name: string,
  definition: Definition,
  context: RenderContext,
): Promise<readonly string[]> {
  if (definition.kind === 'object') return renderObject(name, definition, context);
  const schema = {
    ...printableType(definition.type, context.variant),
    ...documented(name, definition, context),
  };
  return [await context.print(name, schema)];
}

function documented(
  name: string,
  definition: Definition,
  { texts, describe }: RenderContext,
): { readonly description: string } {
  return { description: describe?.(definition) ?? documentDefinition(name, definition, texts) };
}

async function renderObject(
  name: string,
  definition: ObjectDefinition,
  context: RenderContext,
): Promise<readonly string[]> {
  const members = context.variant === 'author' ? findUnionMembers(name, definition) : [];
  if (members.length === 0) {
    const schema = objectSchema(name, definition, context);
    return [await context.print(name, { ...schema, ...documented(name, definition, context) })];
  }
  const grouped = new Set(members.flatMap((member) => [...member.required, ...member.optional]));
  const rest = Object.keys(definition.fields).filter((field) => !grouped.has(field));
  const base = await context.print(`${name}Fields`, objectSchema(name, definition, context, rest));
  const texts = members.map((member) =>
    context.print(member.name, memberSchema(member, { name, definition }, context)),
  );
  const union = await context.print(name, {
    anyOf: members.map((member) => ({ tsType: member.name })),
    ...documented(name, definition, context),
  });
  const extended = (await Promise.all(texts)).map((text) => text.replace(' {', ` extends ${name}Fields {`));
  return [...[base, ...extended].map((text) => text.replace(/^export /, '')), union];
}

function memberSchema(member: UnionMember, owner: Owner, context: RenderContext): PrintableSchema {
  const own = [...member.required, ...member.optional].map((field) => [
    field,
    fieldSchema(owner, field, context),
  ]);
  const absent = member.absent.map((field) => [field, { tsType: 'undefined' }]);
  return {
    type: 'object',
    properties: Object.fromEntries([...own, ...absent]),
    required: member.required,
    additionalProperties: false,
  };
}

function objectSchema(
  name: string,
  definition: ObjectDefinition,
  context: RenderContext,
  fields: readonly string[] = Object.keys(definition.fields),
): PrintableSchema {
  const reply = context.variant === 'reply';
  const properties = orderFields(name, fields).map((field) => [
    field,
    fieldSchema({ name, definition }, field, context),
  ]);
  const additional = reply
    ? { tsType: 'unknown' }
    : definition.open
      ? { tsType: 'JsonValue' }
      : { tsType: 'never' };
  const indexed = reply || definition.open || Object.keys(definition.fields).length === 0;
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: reply ? [] : definition.required.filter((field) => fields.includes(field)),
    additionalProperties: indexed ? additional : false,
  };
}

interface Owner {
  readonly name: string;
  readonly definition: ObjectDefinition;
}

function fieldSchema(owner: Owner, field: string, context: RenderContext): PrintableSchema {
  const { definition } = owner;
  const content = definition.fields[field] ?? { type: { kind: 'any' } as const };
  const description = documentField(content, { ...owner, field, texts: context.texts });
  const printable = printableType(content.type, context.variant);
  const schema = context.variant === 'reply' ? orNull(printable) : printable;
  return { ...schema, ...(description === undefined ? {} : { description }) };
}

/** Servers write `null` for what does not exist yet, such as `finishedAt`. */
function orNull(schema: PrintableSchema): PrintableSchema {
  if (schema.tsType !== undefined) return { ...schema, tsType: `${schema.tsType} | null` };
  return { ...schema, type: [schema.type ?? [], 'null'].flat() };
}
