import {
  binaryTag,
  defineMappingTag,
  defineScalarTag,
  defineSequenceTag,
  mapTag,
  mergeTag,
  NOT_RESOLVED,
  type ScalarTagDefinition,
  Schema,
  seqTag,
  strTag,
} from 'js-yaml';
import { keyText, resolvePlain } from '../scalar/yaml-scalar.ts';

/** The error message for a key that JSON cannot have. */
export const BAD_KEY = 'a mapping key must be a string, number or boolean';

function plainTag(
  name: string,
  firstChars: string,
  accepts: (value: unknown) => boolean,
): ScalarTagDefinition<unknown> {
  return defineScalarTag<unknown>(`tag:yaml.org,2002:${name}`, {
    implicit: true,
    implicitFirstChars: name === 'null' ? ['', ...firstChars] : [...firstChars],
    resolve: (source) => {
      const resolved = resolvePlain(source);
      return resolved && accepts(resolved.value) ? resolved.value : NOT_RESOLVED;
    },
    identify: () => false,
  });
}

const goMapTag = defineMappingTag<Record<string, unknown>>('tag:yaml.org,2002:map', {
  ...mapTag,
  addPair: (map, key, value) => {
    const text = keyText(key);
    return text === undefined ? BAD_KEY : mapTag.addPair(map, text, value);
  },
  has: (map, key) => {
    const text = keyText(key);
    return text !== undefined && Object.hasOwn(map, text);
  },
});

const goBinaryTag = defineScalarTag<string>(binaryTag.tagName, {
  resolve: (source, isExplicit, tagName) => {
    const bytes = binaryTag.resolve(source, isExplicit, tagName);
    return typeof bytes === 'symbol' ? NOT_RESOLVED : new TextDecoder().decode(bytes);
  },
  identify: () => false,
});

/** Go's reader ignores custom tags. */
const FOREIGN = { matchByTagPrefix: true, identify: () => false } as const;

/** Reads as go-yaml 2 does: YAML 1.1 words, Go's numbers, dates as strings, keys as strings. */
export const GO_SCHEMA: Schema = new Schema([
  strTag,
  seqTag,
  goMapTag,
  plainTag('null', '~nN', (value) => value === null),
  plainTag('bool', 'yYnNtTfFoO', (value) => typeof value === 'boolean'),
  plainTag('int', '-+0123456789', (value) => Number.isInteger(value)),
  plainTag('float', '-+.0123456789', (value) => typeof value === 'number'),
  mergeTag,
  goBinaryTag,
  defineScalarTag<string>('!', { ...FOREIGN, resolve: (source) => source }),
  defineScalarTag<string>('tag:', { ...FOREIGN, resolve: (source) => source }),
  defineSequenceTag<unknown[]>('!', { ...FOREIGN, create: seqTag.create, addItem: seqTag.addItem }),
  defineSequenceTag<unknown[]>('tag:', { ...FOREIGN, create: seqTag.create, addItem: seqTag.addItem }),
  defineMappingTag<Record<string, unknown>>('!', { ...goMapTag, ...FOREIGN }),
  defineMappingTag<Record<string, unknown>>('tag:', { ...goMapTag, ...FOREIGN }),
]);
