import type { SchemaDefinitions } from '@tiphys/schema';
import type { Texts } from './documentation.ts';

/** Where hover texts and schemas do not match. */
export interface TextProblems {
  /** Definitions and fields of Argo that have no text. */
  readonly missing: readonly string[];
  /** Texts for definitions and fields that no version has. */
  readonly stale: readonly string[];
}

const ARGO_PREFIX = 'io.argoproj.';

/** Returns the definitions and fields of Argo (not of Kubernetes) without a text, and the texts that no version needs. */
export function checkTexts(schemas: readonly SchemaDefinitions[], texts: Texts): TextProblems {
  const places = new Set<string>();
  for (const [name, definition] of schemas.flatMap((schema) => Object.entries(schema.definitions))) {
    if (!definition.origin.startsWith(ARGO_PREFIX)) continue;
    places.add(name);
    if (definition.kind === 'alias') continue;
    for (const field of Object.keys(definition.fields)) places.add(`${name}.${field}`);
  }
  return {
    missing: [...places].filter((place) => !Object.hasOwn(texts, place)).sort(),
    stale: Object.keys(texts).filter((place) => !places.has(place)),
  };
}
