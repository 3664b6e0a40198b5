import { parseIntGo } from '@tiphys/go';

/** The values that a field of a schedule allows. */
export interface ScheduleField {
  readonly values: ReadonlySet<number>;
  /** Whether it has a star or a question mark, without steps. It decides how the two kinds of days combine. */
  readonly hasStar: boolean;
}

/** The range of a field, and the names of its values, from the lowest. */
export interface FieldBounds {
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

/** The names of the five fields of a schedule. */
export type FieldName = 'minute' | 'hour' | 'dayOfMonth' | 'month' | 'dayOfWeek';

/** The ranges of the fields. */
export const FIELD_BOUNDS: Readonly<Record<FieldName, FieldBounds>> = {
  minute: { min: 0, max: 59 },
  hour: { min: 0, max: 23 },
  dayOfMonth: { min: 1, max: 31 },
  month: {
    min: 1,
    max: 12,
    names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  dayOfWeek: { min: 0, max: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
};

/**
 * Returns the values of a field such as `1-5,mon/2`.
 *
 * @throws Error with the message of robfig/cron
 */
export function parseField(text: string, bounds: FieldBounds): ScheduleField {
  const values = new Set<number>();
  let hasStar = false;
  for (const part of text.split(',').filter((range) => range !== '')) {
    const { start, end, step, isStar } = parseRange(part, bounds);
    for (let value = start; value <= end; value += step) values.add(value);
    hasStar ||= isStar;
  }
  return { values, hasStar };
}

interface Range {
  readonly start: number;
  readonly end: number;
  readonly step: number;
  readonly isStar: boolean;
}

function parseRange(text: string, bounds: FieldBounds): Range {
  const [range = '', stepText, ...moreSteps] = text.split('/');
  const [low = '', high, ...moreBounds] = range.split('-');
  const isStar = low === '*' || low === '?';
  let [start, end] = [bounds.min, bounds.max];
  if (!isStar) {
    start = parseValue(low, bounds);
    if (moreBounds.length > 0) throw new Error(`too many hyphens: ${text}`);
    end = high === undefined ? start : parseValue(high, bounds);
  }
  if (moreSteps.length > 0) throw new Error(`too many slashes: ${text}`);
  const step = stepText === undefined ? 1 : parseNumber(stepText);
  // A single value with steps goes on to the end: 5/15 is 5-59/15.
  if (stepText !== undefined && high === undefined) end = bounds.max;
  if (start < bounds.min)
    throw new Error(`beginning of range (${start}) below minimum (${bounds.min}): ${text}`);
  if (end > bounds.max) throw new Error(`end of range (${end}) above maximum (${bounds.max}): ${text}`);
  if (start > end) throw new Error(`beginning of range (${start}) beyond end of range (${end}): ${text}`);
  if (step === 0) throw new Error(`step of range should be a positive number: ${text}`);
  return { start, end, step, isStar: isStar && step === 1 };
}

function parseValue(text: string, { min, names }: FieldBounds): number {
  const index = names?.indexOf(text.toLowerCase()) ?? -1;
  return index < 0 ? parseNumber(text) : index + min;
}

function parseNumber(text: string): number {
  let number: bigint;
  try {
    number = parseIntGo(text);
  } catch (cause) {
    throw new Error(
      `failed to parse int from ${text}: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  }
  if (number < 0n) throw new Error(`negative number (${number}) not allowed: ${text}`);
  return Number(number);
}
