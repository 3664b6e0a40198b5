import {
  boolJsonTag,
  defineScalarTag,
  FAILSAFE_SCHEMA,
  floatJsonTag,
  intJsonTag,
  NOT_RESOLVED,
  nullJsonTag,
  type ScalarTagDefinition,
  Schema,
} from 'js-yaml';

/** A number as it is written in the file. Parsing could lose digits. */
class NumberText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

function keepingDigits(tag: ScalarTagDefinition): ScalarTagDefinition {
  return defineScalarTag(tag.tagName, {
    ...tag,
    resolve: (source, isExplicit, tagName) => {
      const value = tag.resolve(source, isExplicit, tagName);
      return value !== NOT_RESOLVED && JSON_NUMBER.test(source) ? new NumberText(source) : value;
    },
  });
}

/** YAML schema in which `on` and `12:30` are strings, and numbers keep their digits. */
export const parameterSchema: Schema = new Schema([
  ...FAILSAFE_SCHEMA.tags,
  nullJsonTag,
  boolJsonTag,
  keepingDigits(intJsonTag),
  keepingDigits(floatJsonTag),
]);

/** Returns a value that was read with {@link parameterSchema} as the text of a parameter: a string unchanged, anything else as JSON. */
export function parameterText(value: unknown): string {
  return typeof value === 'string' ? value : toJson(value);
}

function toJson(value: unknown): string {
  if (value instanceof NumberText) return value.text;
  if (Array.isArray(value)) return `[${value.map(toJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}:${toJson(field)}`);
  return `{${entries.join(',')}}`;
}
