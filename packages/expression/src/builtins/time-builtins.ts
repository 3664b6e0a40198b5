import { GoLocation, GoTime, loadLocation, parseDuration, parseTime, utc } from '@tiphys/go';
import { needString } from '../operations/operators.ts';
import { currentTime } from '../values/sources.ts';
import {
  DURATION_TYPE,
  functionType,
  type GoType,
  LOCATION_TYPE,
  STRING_TYPE,
  TIME_TYPE,
} from '../values/type.ts';
import { GoInteger } from '../values/value.ts';
import type { Builtin } from './builtin.ts';

const LAYOUTS: readonly string[] = [
  '2006-01-02',
  '15:04:05',
  '2006-01-02 15:04:05',
  '2006-01-02T15:04:05Z07:00',
  '02 Jan 06 15:04 MST',
  'Monday, 02-Jan-06 15:04:05 MST',
  'Mon, 02 Jan 2006 15:04:05 MST',
];

function parseIn(layout: string, text: string, zone: GoLocation): GoTime {
  const time = parseTime(layout, text, zone);
  if (time === undefined)
    throw new Error(`parsing time "${text}" as "${layout}": cannot parse "${text}" as "${layout}"`);
  return time;
}

function date(values: readonly unknown[]): GoTime {
  const [first] = values;
  const zone = first instanceof GoLocation ? first : undefined;
  const [text, layout, zoneName] = zone === undefined ? values : values.slice(1);
  const given = needString(text);
  if (layout !== undefined) {
    return parseIn(
      needString(layout),
      given,
      zoneName === undefined ? (zone ?? utc) : loadLocation(needString(zoneName)),
    );
  }
  for (const candidate of LAYOUTS) {
    const time = parseTime(candidate, given, zone ?? utc);
    if (time !== undefined) return time;
  }
  throw new Error(`invalid date ${given}`);
}

function validateDate(types: readonly GoType[]): GoType {
  if (types.length < 1)
    throw new Error(`invalid number of arguments (expected at least 1, got ${types.length})`);
  const count = types[0]?.name === LOCATION_TYPE.name ? types.length - 1 : types.length;
  if (count > 3) throw new Error(`invalid number of arguments (expected at most 3, got ${count})`);
  return TIME_TYPE;
}

function validateNow(types: readonly GoType[]): GoType {
  if (types.length === 0 || (types.length === 1 && types[0]?.name === LOCATION_TYPE.name)) return TIME_TYPE;
  throw new Error(`invalid number of arguments (expected 0, got ${types.length})`);
}

function now([zone]: readonly unknown[]): GoTime {
  return new GoTime(BigInt(currentTime()) * 1_000_000n, zone instanceof GoLocation ? zone : utc);
}

function duration([text]: readonly unknown[]): GoInteger {
  const nanoseconds = parseDuration(needString(text));
  return new GoInteger('int64', nanoseconds, DURATION_TYPE.name);
}

/** The builtins for time. */
export const timeBuiltins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['now', { validate: validateNow, run: now }],
  ['date', { validate: validateDate, run: date }],
  ['duration', { overloads: [functionType([STRING_TYPE], DURATION_TYPE)], run: duration }],
  [
    'timezone',
    {
      overloads: [functionType([STRING_TYPE], LOCATION_TYPE)],
      run: ([name]) => loadLocation(needString(name)),
    },
  ],
]);
