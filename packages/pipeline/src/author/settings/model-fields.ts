import { type DefinitionTable, definitions, type FieldType } from '@tiphys/models/tables';
import { PipelineError } from '../../pipeline-error.ts';
import { readQuantity } from '../options/kubernetes-syntax.ts';
import {
  adviseQuotes,
  didYouMean,
  invalidOption,
  isPlainObject,
  type OptionCheck,
  type OptionPlace,
  show,
  subject,
  type Wanted,
  wrongValue,
} from '../options/option-check.ts';

/** Which fields of a definition {@link modelFields} accepts. */
export interface ModelFieldsOptions {
  /** Name of the definition in Argo's schema. */
  readonly definition: string;
  /** The accepted fields. @default all */
  readonly only?: readonly string[];
  /** Checks for fields about which the schema says too little. */
  readonly also?: Readonly<Record<string, OptionCheck>>;
  /** Fields that are set in another way, each with a sentence that says how. */
  readonly elsewhere?: Readonly<Record<string, string>>;
}

/**
 * Returns a check for an object with fields of Argo or Kubernetes under their own names. The fields of the newest version are accepted;
 * what an older target does not have is found when the manifest is converted.
 */
export function modelFields({
  definition,
  only,
  also = {},
  elsewhere = {},
}: ModelFieldsOptions): OptionCheck {
  return (value, place) => {
    const table = tableOf(definition);
    if (!isPlainObject(value)) throw wrongValue(value, place, { wanted: 'an object' });
    for (const [name, given] of Object.entries(value)) {
      const advice = Object.hasOwn(elsewhere, name) ? elsewhere[name] : undefined;
      const isKnown = only === undefined ? Object.hasOwn(table.fields, name) : only.includes(name);
      if (advice !== undefined || !isKnown)
        throw unknownField(name, place, { known: only ?? Object.keys(table.fields), advice });
      checkField(given, table, { name, place });
      if (given !== undefined && Object.hasOwn(also, name)) also[name]?.(given, inner(place, name));
    }
    checkPresence(value, table, { place, isPart: true });
  };
}

function inner({ what, path }: OptionPlace, name: string): OptionPlace {
  return { what, path: path === '' ? name : `${path}.${name}` };
}

function tableOf(definition: string): DefinitionTable {
  const table = definitions[definition];
  if (table === undefined) throw new Error(`unreachable: Argo has no ${definition}`);
  return table;
}

function checkField(
  value: unknown,
  table: DefinitionTable,
  { name, place }: { readonly name: string; readonly place: OptionPlace },
): void {
  const type = table.fields[name]?.type;
  if (type !== undefined && value !== undefined) checkType(value, type, inner(place, name));
}

function checkType(value: unknown, type: FieldType, place: OptionPlace): void {
  if (type.kind === 'reference') checkObject(value, type.to, place);
  else if (type.kind === 'list') checkList(value, type, place);
  else if (type.kind === 'map') checkMap(value, type.value, place);
  else if (type.kind !== 'any') checkScalar(value, type, place);
}

function checkObject(value: unknown, definition: string, place: OptionPlace): void {
  const table = tableOf(definition);
  if (!isPlainObject(value)) throw wrongValue(value, place, { wanted: `an object (${definition})` });
  if (table.open) return;
  const known = Object.keys(table.fields);
  for (const [name, given] of Object.entries(value)) {
    if (!Object.hasOwn(table.fields, name)) throw unknownField(name, place, { known });
    checkField(given, table, { name, place });
  }
  checkPresence(value, table, { place });
}

function checkList(value: unknown, type: Extract<FieldType, { kind: 'list' }>, place: OptionPlace): void {
  if (!Array.isArray(value)) throw wrongValue(value, place, { wanted: 'a list' });
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = type;
  if (value.length < minItems || value.length > maxItems)
    throw invalidOption(
      `${subject(place)} has ${value.length} elements, but Argo allows ${minItems} to ${maxItems}.`,
    );
  for (const [index, element] of value.entries())
    checkType(element, type.element, { ...place, path: `${place.path}[${index}]` });
}

function checkMap(value: unknown, type: FieldType, place: OptionPlace): void {
  if (!isPlainObject(value)) throw wrongValue(value, place, { wanted: 'an object' });
  for (const [name, entry] of Object.entries(value)) {
    if (entry !== undefined) checkType(entry, type, { ...place, path: `${place.path}.${name}` });
  }
}

function checkPresence(
  value: Readonly<Record<string, unknown>>,
  { required, groups = [] }: DefinitionTable,
  { place, isPart = false }: { readonly place: OptionPlace; readonly isPart?: boolean },
): void {
  const isThere = (name: string): boolean => value[name] !== undefined;
  const missing = isPart ? undefined : required.find((name) => !isThere(name));
  if (missing !== undefined) throw invalidOption(`${subject(place)} needs "${missing}", which is missing.`);
  for (const { kind, fields } of groups) {
    const present = fields.filter(isThere);
    if (present.length > 1)
      throw invalidOption(
        `${subject(place)} can have only one of ${present.map((name) => `"${name}"`).join(' and ')}.`,
      );
    if (present.length === 0 && kind === 'exactlyOne' && !isPart)
      throw invalidOption(`${subject(place)} needs one of ${fields.map((name) => `"${name}"`).join(', ')}.`);
  }
}

type ScalarType = Exclude<FieldType, { kind: 'reference' | 'list' | 'map' | 'any' }>;

function checkScalar(value: unknown, type: ScalarType, place: OptionPlace): void {
  const wanted = wantedOf(value, type);
  if (wanted !== undefined) throw wrongValue(value, place, wanted);
}

/** Returns what a value should be; undefined if it has the type. */
function wantedOf(value: unknown, type: ScalarType): Wanted | undefined {
  switch (type.kind) {
    case 'string':
      return wantedText(value, type);
    case 'time':
      return typeof value === 'string' ? undefined : { wanted: 'a time as a string' };
    case 'boolean':
      return typeof value === 'boolean' ? undefined : { wanted: 'true or false', advise: adviseBare };
    case 'integer':
    case 'number':
      return wantedNumber(value, type);
    case 'intOrString':
      return typeof value === 'string' || Number.isInteger(value)
        ? undefined
        : { wanted: 'an integer or a string' };
    case 'quantity':
      return typeof value === 'number' || (typeof value === 'string' && isQuantity(value))
        ? undefined
        : { wanted: 'a quantity such as "500m" or "1Gi"' };
    default:
      return ['string', 'number', 'boolean'].includes(typeof value)
        ? undefined
        : { wanted: 'a string, a number or a boolean' };
  }
}

function isQuantity(text: string): boolean {
  return text.includes('{{') || readQuantity(text) !== undefined;
}

function wantedText(value: unknown, type: Extract<FieldType, { kind: 'string' }>): Wanted | undefined {
  if (typeof value !== 'string') return { wanted: 'a string', advise: adviseQuotes };
  if (value.includes('{{')) return undefined;
  const { enum: words, maxLength = Number.POSITIVE_INFINITY, pattern } = type;
  if (words !== undefined && !words.includes(value))
    return {
      wanted: `one of ${words.filter((word) => word !== '').join(', ')}`,
      advise: () => didYouMean(value, words),
    };
  if (value.length > maxLength) return { wanted: `a string of at most ${maxLength} characters` };
  if (pattern !== undefined && value !== '' && !new RegExp(pattern, 'u').test(value))
    return { wanted: `a string that matches ${pattern}` };
  return undefined;
}

function wantedNumber(
  value: unknown,
  { kind, minimum, maximum }: Extract<FieldType, { kind: 'integer' | 'number' }>,
): Wanted | undefined {
  const noun = kind === 'integer' ? 'an integer' : 'a number';
  const isRight = typeof value === 'number' && (kind === 'number' || Number.isSafeInteger(value));
  if (!isRight || !Number.isFinite(value)) return { wanted: noun, advise: adviseBare };
  if (minimum !== undefined && value < minimum) return { wanted: `${noun} of at least ${minimum}` };
  return maximum !== undefined && value > maximum ? { wanted: `${noun} of at most ${maximum}` } : undefined;
}

function adviseBare(value: unknown): string | undefined {
  return typeof value === 'string' && /^(?:-?\d+(?:\.\d+)?|true|false)$/.test(value)
    ? `Write ${value} without quotes.`
    : undefined;
}

interface FieldAdvice {
  readonly known: readonly string[];
  readonly advice?: string | undefined;
}

function unknownField(name: string, place: OptionPlace, { known, advice }: FieldAdvice): PipelineError {
  const guess = advice ?? didYouMean(name, known) ?? listOf(known);
  return new PipelineError(
    'PIPELINE_UNKNOWN_OPTION',
    `${place.path === '' ? place.what : `"${place.path}" of ${place.what}`} has no field ${show(name)}. ${guess}`,
  );
}

/** Maximum number of fields that a message lists. */
const MOST_LISTED = 30;

function listOf(known: readonly string[]): string {
  return known.length > MOST_LISTED
    ? 'Check the name in the reference of Argo.'
    : `The fields are ${known.join(', ')}.`;
}
