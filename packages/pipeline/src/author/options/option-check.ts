import { distance } from 'fastest-levenshtein';
import { PipelineError } from '../../pipeline-error.ts';
import { findSource } from '../handles/handle.ts';

/** The place of an option: a description of the call, and the path in its options, such as `retry.limit`. */
export interface OptionPlace {
  readonly what: string;
  readonly path: string;
}

/** Checks a value. Throws a PipelineError if it is invalid. */
export type OptionCheck = (value: unknown, place: OptionPlace) => void;

/** A check for each field of an options object. */
export type OptionTable<T> = { readonly [K in keyof T]-?: OptionCheck };

/** What {@link mustBe} says about an invalid value. */
export interface Wanted {
  /** Completes "must be ...". */
  readonly wanted: string;
  /** Returns a sentence about what to write, if the intent is clear. */
  readonly advise?: (value: unknown) => string | undefined;
}

/**
 * Checks an options object against its table.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION` for a key that is not in the table, `PIPELINE_INVALID_OPTION` for an invalid value
 */
export function assertOptions<T>(
  options: unknown,
  table: OptionTable<T>,
  { what, former = {}, required = [] }: OptionsOwner,
): void {
  fields(table, required as readonly (keyof T & string)[], former)(options, { what, path: '' });
}

/**
 * Checks the options of a call such as `volume.perRun`. The message about a missing option names the call, not its options.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function assertComplete<T>(
  options: unknown,
  table: OptionTable<T>,
  { what, required }: { readonly what: string; readonly required: readonly (keyof T & string)[] },
): void {
  assertOptions(options, table, { what });
  const missing = required.find((name) => (options as T)[name] === undefined);
  if (missing !== undefined) throw invalidOption(`${what} needs "${missing}", which is missing.`);
}

/** Whose options are checked. */
export interface OptionsOwner {
  /** A description of the call, such as `the call of square`. */
  readonly what: string;
  /** Former options, each with a sentence that says what to write now. */
  readonly former?: FormerOptions;
  /** Options that must be given. */
  readonly required?: readonly string[];
}

type FormerOptions = Readonly<Record<string, string>>;

/** Returns a check for an object with the fields of a table, including all required ones. */
export function fields<T>(
  table: OptionTable<T>,
  required: readonly (keyof T & string)[] = [],
  former: FormerOptions = {},
): OptionCheck {
  return (value, place) => {
    checkFields(value, table, { place, former });
    for (const name of required) {
      if ((value as T)[name] === undefined)
        throw invalidOption(
          `${subject(place)} ${place.path === '' ? 'need' : 'needs'} "${name}", which is missing.`,
        );
    }
  };
}

/** Returns a check that accepts the values for which `test` is true. */
export function mustBe({ wanted, advise }: Wanted, test: (value: unknown) => boolean): OptionCheck {
  return (value, place) => {
    if (!test(value)) throw wrongValue(value, place, { wanted, ...(advise && { advise }) });
  };
}

/** Returns a check that accepts outputs, too. */
export function orOutput(check: OptionCheck): OptionCheck {
  return (value, place) => {
    if (findSource(value) === undefined) check(value, place);
  };
}

/** Creates the error for an invalid value of an option. */
export function wrongValue(value: unknown, place: OptionPlace, { wanted, advise }: Wanted): PipelineError {
  const advice = findSource(value) === undefined ? advise?.(value) : RUNTIME_ONLY;
  const tail = advice === undefined ? '' : ` ${advice}`;
  return invalidOption(`${subject(place)} must be ${wanted}, not ${show(value)}.${tail}`);
}

const RUNTIME_ONLY =
  'Options are fixed when the pipeline is compiled. Only a call takes outputs, as its image, resources and claims.';

/** Returns a check for a string with a certain syntax. */
export function textOf(wanted: string, test: (text: string) => boolean): OptionCheck {
  return mustBe({ wanted, advise: adviseQuotes }, (value) => typeof value === 'string' && test(value));
}

/** Accepts any string. */
export const anyText: OptionCheck = textOf('a string', () => true);

/** Accepts a string that is not blank. */
export const filledText: OptionCheck = textOf('a string that is not empty', (text) => text.trim() !== '');

/** Accepts true and false. */
export const flag: OptionCheck = mustBe({ wanted: 'true or false' }, (value) => typeof value === 'boolean');

/** Returns the advice to write a number or a boolean as a string. */
export function adviseQuotes(value: unknown): string | undefined {
  return typeof value === 'number' || typeof value === 'boolean' ? `Write '${value}'.` : undefined;
}

/** Returns a check for one of a few words. */
export function wordOf(words: readonly string[]): OptionCheck {
  const advise = (value: unknown): string | undefined =>
    typeof value === 'string' ? didYouMean(value, words) : undefined;
  return mustBe(
    { wanted: `one of ${words.join(', ')}`, advise },
    (value) => typeof value === 'string' && words.includes(value),
  );
}

/** Maximum of Argo's 32-bit fields, which is enough for the others, too. */
const LARGEST_INTEGER = 2_147_483_647;

/** Returns a check for an integer of at least `minimum`. */
export function integerFrom(minimum: number): OptionCheck {
  return mustBe(
    { wanted: `an integer of at least ${minimum}`, advise: adviseNumber },
    (value) => Number.isInteger(value) && Number(value) >= minimum && Number(value) <= LARGEST_INTEGER,
  );
}

function adviseNumber(value: unknown): string | undefined {
  if (typeof value === 'number' && value > LARGEST_INTEGER) return `The maximum is ${LARGEST_INTEGER}.`;
  return typeof value === 'string' && /^\d+$/.test(value) ? `Write ${value} without quotes.` : undefined;
}

/** Returns a check for an array whose elements pass a check. */
export function listOf(wanted: string, check: OptionCheck): OptionCheck {
  return (value, place) => {
    if (!Array.isArray(value)) throw wrongValue(value, place, { wanted });
    for (const [index, element] of value.entries())
      check(element, { ...place, path: `${place.path}[${index}]` });
  };
}

/** The checks of {@link mapOf}. */
export interface MapChecks {
  /** Completes "must be ..." for the map. */
  readonly wanted: string;
  /** The check of keys. */
  readonly key: {
    readonly wanted: string;
    readonly test: (key: string) => boolean;
    readonly advise?: (key: string) => string | undefined;
  };
  readonly value: OptionCheck;
}

/** Returns a check for an object whose keys the user chooses. */
export function mapOf({ wanted, key, value: check }: MapChecks): OptionCheck {
  return (value, place) => {
    if (!isPlainObject(value)) throw wrongValue(value, place, { wanted });
    for (const [name, entry] of Object.entries(value)) {
      if (!key.test(name)) throw wrongKey(name, place, key);
      if (entry !== undefined) check(entry, { ...place, path: `${place.path}.${name}` });
    }
  };
}

function wrongKey(name: string, place: OptionPlace, { wanted, advise }: MapChecks['key']): PipelineError {
  const advice = advise?.(name);
  const tail = advice === undefined ? '' : ` ${advice}`;
  return invalidOption(`${subject(place)} has the key ${show(name)}. A key must be ${wanted}.${tail}`);
}

/** Creates the error for an invalid option. */
export function invalidOption(message: string): PipelineError {
  return new PipelineError('PIPELINE_INVALID_OPTION', message);
}

/** Returns the name of an option for messages: `"retry.limit" of the call of square`. */
export function subject({ what, path }: OptionPlace): string {
  return path === '' ? `The options of ${what}` : `"${path}" of ${what}`;
}

/** Tells whether a value is an object with fields, but not an array, an output, or an object such as a Map that hides what it has. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    findSource(value) === undefined &&
    !isOpaque(value)
  );
}

/** Tells whether an object is an instance of a class without fields of its own: nothing in it would be read. */
function isOpaque(value: object): boolean {
  if (Object.keys(value).length > 0) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Objects of other realms have another Object.prototype.
  return prototype !== null && Object.getPrototypeOf(prototype) !== null;
}

/** Returns `Did you mean "...?"` if a word is similar to a known one. */
export function didYouMean(word: string, known: readonly string[]): string | undefined {
  const folded = word.toLowerCase();
  let nearest: string | undefined;
  let least = Math.max(2, Math.floor(word.length * 0.45)) + 1;
  for (const candidate of known) {
    const other = candidate.toLowerCase();
    const isStart = folded.length > 2 && other.startsWith(folded);
    const apart = folded === other ? 0 : isStart ? 1 : distance(folded, other) - bonusFor(folded, other);
    if (apart < least) [nearest, least] = [candidate, apart];
  }
  return nearest === undefined ? undefined : `Did you mean "${nearest}"?`;
}

interface FieldsOwner {
  readonly place: OptionPlace;
  readonly former: FormerOptions;
}

function checkFields<T>(value: unknown, table: OptionTable<T>, owner: FieldsOwner): void {
  const { place } = owner;
  if (!isPlainObject(value)) throw wrongValue(value, place, { wanted: `an object` });
  for (const [name, given] of Object.entries(value)) {
    if (!Object.hasOwn(table, name)) throw unknownOption(name, Object.keys(table), owner);
    const path = place.path === '' ? name : `${place.path}.${name}`;
    if (given !== undefined) table[name as keyof T](given, { ...place, path });
  }
}

function unknownOption(
  name: string,
  known: readonly string[],
  { place, former }: FieldsOwner,
): PipelineError {
  const { what, path } = place;
  const now = Object.hasOwn(former, name) ? former[name] : undefined;
  const guess = now ?? didYouMean(name, known);
  const owner = path === '' ? capitalise(what) : `"${path}" of ${what}`;
  const list = now === undefined ? ` The options are ${known.join(', ')}.` : '';
  return new PipelineError(
    'PIPELINE_UNKNOWN_OPTION',
    `${owner} has no option ${show(name)}.${guess === undefined ? '' : ` ${guess}`}${list}`,
  );
}

/** Words that begin alike, such as "retries" and "retry", are closer than their letters say. */
function bonusFor(word: string, other: string): number {
  return word.slice(0, 3) === other.slice(0, 3) && word.length > 3 ? 1.5 : 0;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const LONGEST_SHOWN = 60;

/** Returns the description of a value for messages. */
export function show(value: unknown): string {
  if (typeof value === 'string')
    return JSON.stringify(value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}...` : value);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined)
    return String(value);
  if (findSource(value) !== undefined) return 'an output of the running workflow';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value !== 'object') return `a ${typeof value}`;
  return isOpaque(value) ? `an instance of ${value.constructor?.name || 'a class'}` : 'an object';
}
