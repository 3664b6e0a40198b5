import { tryParseDuration, tryParseIntGo } from '@tiphys/go';

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly words?: readonly string[];
}

const FIELDS: readonly Field[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of month', min: 1, max: 31 },
  {
    name: 'month',
    min: 1,
    max: 12,
    words: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { name: 'day of week', min: 0, max: 6, words: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

const DESCRIPTORS: ReadonlySet<string> = new Set([
  '@yearly',
  '@annually',
  '@monthly',
  '@weekly',
  '@daily',
  '@midnight',
  '@hourly',
]);

/**
 * Returns why the standard parser of robfig/cron rejects a schedule, or undefined if it accepts it.
 *
 * @see https://pkg.go.dev/github.com/robfig/cron/v3
 * @example
 * ```ts
 * findCronFault('0 25 * * *'); // => 25 is above 23 in the hour field
 * findCronFault('0 3 * * mon-fri'); // => undefined
 * ```
 */
export function findCronFault(schedule: string): string | undefined {
  if (schedule === '') return 'it is empty';
  const zone = /^(?:CRON_)?TZ=([^ ]*) *(.*)$/s.exec(schedule);
  if (zone)
    return isTimezone(zone[1] ?? '')
      ? findCronFault(zone[2]?.trim() ?? '')
      : `"${zone[1]}" is not a time zone`;
  if (schedule.startsWith('@')) return findDescriptorFault(schedule);
  const parts = schedule.split(/\s+/).filter((part) => part !== '');
  if (parts.length !== FIELDS.length) return `it has ${parts.length} fields instead of 5`;
  for (const [index, field] of FIELDS.entries()) {
    for (const range of (parts[index] ?? '').split(',')) {
      const fault = range === '' ? undefined : findRangeFault(range, field);
      if (fault) return `${fault} in the ${field.name} field`;
    }
  }
  return undefined;
}

/**
 * Returns whether a name is in the time zone database, which is case-sensitive.
 *
 * @example
 * ```ts
 * isTimezone('Europe/Berlin'); // => true
 * isTimezone('europe/berlin'); // => false
 * ```
 */
export function isTimezone(name: string): boolean {
  if (name === '' || name === 'UTC' || name === 'Local') return true;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    const isWrongCase = timeZone !== name && timeZone.toLowerCase() === name.toLowerCase();
    return !/^[+-]/.test(name) && !isWrongCase;
  } catch {
    return false;
  }
}

function findDescriptorFault(text: string): string | undefined {
  if (DESCRIPTORS.has(text)) return undefined;
  const every = /^@every (.*)$/s.exec(text);
  if (!every) return `"${text}" is not a known descriptor`;
  return tryParseDuration(every[1] ?? '') !== undefined
    ? undefined
    : `"${every[1]}" is not a duration such as 1h30m`;
}

function findRangeFault(text: string, field: Field): string | undefined {
  const [range = '', step, ...rest] = text.split('/');
  if (rest.length > 0) return `too many slashes in "${text}"`;
  const [low = '', high, ...more] = range.split('-');
  const size = step === undefined ? 1n : tryParseIntGo(step);
  if (size === undefined || size < 0n) return `"${step}" is not a number`;
  if (size === 0n) return 'the step is zero';
  // What follows a star up to the slash is not read.
  if (low === '*' || low === '?') return undefined;
  if (more.length > 0) return `too many hyphens in "${text}"`;
  const start = readNumber(low, field);
  if (start === undefined) return `"${low}" is not a value`;
  const end = high === undefined ? (step === undefined ? start : field.max) : readNumber(high, field);
  if (end === undefined) return `"${high}" is not a value`;
  if (start < field.min) return `${start} is below ${field.min}`;
  if (end > field.max) return `${end} is above ${field.max}`;
  return start > end ? `the range "${range}" runs backwards` : undefined;
}

function readNumber(text: string, field: Field): number | undefined {
  const word = field.words?.indexOf(text.toLowerCase()) ?? -1;
  if (word !== -1) return word + (field.min === 1 ? 1 : 0);
  const number = tryParseIntGo(text);
  return number === undefined || number < 0n ? undefined : Number(number);
}
