import type { FieldType } from '@tiphys/schema';

/** Whether a type is for authors of objects, or for the replies of a server. */
export type ModelVariant = 'author' | 'reply';

/** A part of a JSON schema as json-schema-to-typescript reads it. */
export interface PrintableSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly tsType?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, PrintableSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | PrintableSchema;
  readonly allOf?: readonly PrintableSchema[];
  readonly anyOf?: readonly PrintableSchema[];
}

/** Returns the schema to print for the type of a field; a server's reply may hold values that this version does not know. */
export function printableType(type: FieldType, variant: ModelVariant): PrintableSchema {
  switch (type.kind) {
    case 'string':
      if (variant === 'reply') return { type: 'string' };
      if (type.const !== undefined) return { type: 'string', const: type.const };
      return type.enum === undefined ? { type: 'string' } : { type: 'string', enum: type.enum };
    case 'integer':
    case 'number':
      return { type: 'number' };
    case 'boolean':
      return { type: 'boolean' };
    case 'time':
      return { type: 'string' };
    case 'intOrString':
    case 'quantity':
      return { type: ['string', 'number'] };
    case 'scalar':
      return { type: ['string', 'number', 'boolean'] };
    default:
      return { tsType: typeText(type, variant) };
  }
}

/** Returns a type as TypeScript text. */
export function typeText(type: FieldType, variant: ModelVariant): string {
  switch (type.kind) {
    case 'reference':
      return type.to;
    case 'any':
      return 'JsonValue';
    case 'list': {
      const element = typeText(type.element, variant);
      return /^[\w.]+$/.test(element) ? `readonly ${element}[]` : `readonly (${element})[]`;
    }
    case 'map':
      return `{ readonly [name: string]: ${typeText(type.value, variant)} }`;
    case 'string':
      if (variant === 'reply' || type.enum === undefined) return 'string';
      return type.enum.map((value) => JSON.stringify(value)).join(' | ');
    case 'boolean':
      return 'boolean';
    case 'time':
      return 'string';
    case 'intOrString':
    case 'quantity':
      return 'string | number';
    case 'scalar':
      return 'string | number | boolean';
    default:
      return 'number';
  }
}

/** Returns the names of the types that the text of a type uses. */
export function usedTypes(type: FieldType): readonly string[] {
  switch (type.kind) {
    case 'reference':
      return [type.to];
    case 'any':
      return ['JsonValue'];
    case 'list':
      return usedTypes(type.element);
    case 'map':
      return usedTypes(type.value);
    default:
      return [];
  }
}
