import { DUMP_SCHEMA, defineScalarTag, NOT_RESOLVED, type ScalarTagDefinition, type Schema } from 'js-yaml';
import { resolvePlain } from '../scalar/yaml-scalar.ts';

const [intTag, floatTag, timestampTag] = ['int', 'float', 'timestamp'].map(
  (name) =>
    DUMP_SCHEMA.tags.find(
      (tag) => tag.tagName === `tag:yaml.org,2002:${name}`,
    ) as ScalarTagDefinition<unknown>, // all are scalars
);

function alsoGo(
  tag: ScalarTagDefinition<unknown>,
  accepts: (value: unknown) => boolean,
): ScalarTagDefinition<unknown> {
  return defineScalarTag<unknown>(tag.tagName, {
    ...tag,
    resolve: (source, isExplicit, tagName) => {
      const value = tag.resolve(source, isExplicit, tagName);
      if (value !== NOT_RESOLVED) return value;
      const resolved = resolvePlain(source);
      return resolved && accepts(resolved.value) ? resolved.value : NOT_RESOLVED;
    },
  });
}

/** Recognizes every word that some reader of YAML 1.1, YAML 1.2 or Go does not read as a string. */
export const WRITE_SCHEMA: Schema = DUMP_SCHEMA.withTags(
  alsoGo(intTag as ScalarTagDefinition<unknown>, Number.isInteger),
  alsoGo(floatTag as ScalarTagDefinition<unknown>, (value) => typeof value === 'number'),
  // PyYAML reads any eight digits in this form as a date, and fails on the 45th of a month.
  defineScalarTag<unknown>('tag:yaml.org,2002:timestamp', {
    ...(timestampTag as ScalarTagDefinition<unknown>),
    resolve: (source) => (/^\d{4}-\d\d?-\d\d?/.test(source) ? source : NOT_RESOLVED),
  }),
);
