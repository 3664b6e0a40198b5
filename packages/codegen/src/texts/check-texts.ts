import type { SchemaDefinitions } from '@tiphys/schema';
import type { Texts } from './documentation.ts';

/** Where texts and schemas do not fit each other. */
export interface TextProblems {
  /** Places of Argo's own definitions that have no text. */
  readonly missing: readonly string[];
  /** Texts for places that no version has. */
  readonly stale: readonly string[];
}

const ARGO = 'io.argoproj.';

/** Gives the definitions and fields of Argo (not of Kubernetes) without a text, and the texts without a place. */
export function checkTexts(schemas: readonly SchemaDefinitions[], texts: Texts): TextProblems {
  const places = new Set<string>();
  for (const [name, definition] of schemas.flatMap((schema) => Object.entries(schema.definitions))) {
    if (!definition.origin.startsWith(ARGO)) continue;
    places.add(name);
    if (definition.kind === 'alias') continue;
    for (const field of Object.keys(definition.fields)) places.add(`${name}.${field}`);
  }
  return {
    missing: [...places].filter((place) => !Object.hasOwn(texts, place)).sort(),
    stale: Object.keys(texts).filter((place) => !places.has(place)),
  };
}
