import { findEntries, isClusterValue } from '../../../ir/surface/cluster-values.ts';
import { MAXIMUM_VARIABLE_BYTES } from '../../../ir/wire/task-protocol.ts';
import { findSource } from '../../handles/handle.ts';
import {
  invalidOption,
  isPlainObject,
  listOf,
  mapOf,
  mustBe,
  type OptionCheck,
  subject,
  wrongValue,
} from '../../options/option-check.ts';

const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
const RESERVED_NAME = /^(?:TIPHYS_|ARGO_)/;

const variable: OptionCheck = (value, place) => {
  if (findSource(value) === undefined && isClusterValue(value)) return;
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return;
  if (typeof value !== 'string')
    throw wrongValue(value, place, {
      wanted: 'a string, a number, a boolean, a key of a Secret or a ConfigMap, or podField(...)',
      advise: adviseVariable,
    });
  if (value.includes('{{'))
    throw invalidOption(
      `${subject(place)} contains "{{", which Argo would replace. Pass the value to the function as an input.`,
    );
  assertVariableSize(value, place.path.slice(place.path.indexOf('.') + 1), subject(place));
};

/** Returns how to write what was an object of its own in older versions. */
function adviseVariable(value: unknown): string | undefined {
  const entries = findEntries(value);
  if (entries !== undefined)
    return `Name a key of it, as in ${entries.kind}('${entries.name}', ['token']).token, or use "envFrom".`;
  if (!isPlainObject(value)) return undefined;
  const { secret, configMap, key = 'key' } = value;
  if (secret !== undefined) return `Write secret('${secret}', ['${key}'])${memberOf(key)}.`;
  if (configMap !== undefined) return `Write config('${configMap}', ['${key}'])${memberOf(key)}.`;
  return undefined;
}

function memberOf(key: unknown): string {
  return /^[A-Za-z_$][\w$]*$/.test(String(key)) ? `.${key}` : `['${key}']`;
}

function assertVariableSize(value: string, name: string, what: string): void {
  const bytes = Buffer.byteLength(value) + name.length + 2;
  if (bytes <= MAXIMUM_VARIABLE_BYTES) return;
  throw invalidOption(
    `${what} has ${bytes} bytes, but Linux allows ${MAXIMUM_VARIABLE_BYTES} for an environment variable. Pass the value as an input of type Large<string>, or as a file.`,
  );
}

/** Checks environment variables. */
export const environmentCheck: OptionCheck = mapOf({
  wanted: 'an object such as { LEVEL: "debug" }',
  key: {
    wanted: 'letters, digits, "_", "-" and ".", and must not start with a digit, TIPHYS_ or ARGO_',
    test: (name) => VARIABLE_NAME.test(name) && !RESERVED_NAME.test(name),
  },
  value: variable,
});

/** Checks a list of whole Secrets and ConfigMaps. */
export const entriesListCheck: OptionCheck = listOf(
  "a list such as [secret('api', [])]",
  mustBe(
    {
      wanted: 'a Secret or a ConfigMap',
      advise: (value) => (isClusterValue(value) ? 'A single key goes into "env".' : undefined),
    },
    (value) => findSource(value) === undefined && findEntries(value) !== undefined,
  ),
);
