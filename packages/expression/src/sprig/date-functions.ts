import {
  formatDuration,
  formatTime,
  type GoLocation,
  GoTime,
  loadLocation,
  parseDuration,
  parseTime,
  tryParseDuration,
  utc,
  zeroTime,
} from '@tiphys/go';
import { currentTime } from '../values/sources.ts';
import { GoInteger } from '../values/value.ts';
import { define } from './define.ts';

const SECOND = 1_000_000_000n;
const year1 = new GoTime(zeroTime, utc);

function now(): GoTime {
  return new GoTime(BigInt(currentTime()) * 1_000_000n, utc);
}

function isSeconds(value: unknown): value is GoInteger {
  return (
    value instanceof GoInteger && value.typeName === undefined && ['int64', 'int32'].includes(value.kind)
  );
}

/** Returns a time, from a time or seconds since 1970; the current time for anything else. */
function timeOf(value: unknown): GoTime {
  if (value instanceof GoTime) return value;
  if (typeof value === 'bigint') return new GoTime(value * SECOND, utc);
  return isSeconds(value) ? new GoTime(value.value * SECOND, utc) : now();
}

function zoneNamed(name: string): GoLocation {
  if (name === 'Local') return utc;
  try {
    return loadLocation(name);
  } catch {
    return utc;
  }
}

function dateInZone(layout: string, value: unknown, zone: string): string {
  return formatTime(new GoTime(timeOf(value).nanoseconds, zoneNamed(zone)), layout);
}

function modify(text: string, time: GoTime): GoTime {
  return new GoTime(time.nanoseconds + (tryParseDuration(text) ?? 0n), time.location);
}

function mustModify(text: string, time: GoTime): GoTime {
  return new GoTime(time.nanoseconds + parseDuration(text), time.location);
}

function mustToDate(layout: string, text: string): GoTime {
  const time = parseTime(layout, text);
  if (time === undefined)
    throw new Error(`parsing time "${text}" as "${layout}": cannot parse "${text}" as "${layout}"`);
  return time;
}

function duration(value: unknown): string {
  let seconds = 0n;
  if (typeof value === 'string' && /^[+-]?\d+$/.test(value)) seconds = BigInt(value);
  if (value instanceof GoInteger && value.kind === 'int64' && value.typeName === undefined)
    seconds = value.value;
  return formatDuration(BigInt.asIntN(64, seconds * SECOND));
}

const HOUR = 3600n * SECOND;
const UNITS: readonly (readonly [string, bigint])[] = [
  ['y', 24n * 365n * HOUR],
  ['mo', 24n * 30n * HOUR],
  ['d', 24n * HOUR],
  ['h', HOUR],
  ['m', 60n * SECOND],
  ['s', SECOND],
];

function durationRound(value: unknown): string {
  let nanoseconds = 0n;
  if (typeof value === 'string') nanoseconds = tryParseDuration(value) ?? 0n;
  if (value instanceof GoInteger && value.kind === 'int64' && value.typeName === undefined)
    nanoseconds = value.value;
  if (value instanceof GoTime) nanoseconds = now().nanoseconds - value.nanoseconds;
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const unit = UNITS.find(([, length]) => size > length);
  return unit === undefined ? '0s' : `${size / unit[1]}${unit[0]}`;
}

function ago(value: unknown): string {
  const elapsed = now().nanoseconds - timeOf(value).nanoseconds;
  return formatDuration(((elapsed + SECOND / 2n) / SECOND) * SECOND);
}

const inZone = define('string any string -> string', dateInZone);
const modifyOf = define('string time -> time', modify);
const mustModifyOf = define('string time -> time', mustModify);

/** sprig's date functions. The local zone is UTC, as in Argo's containers. */
export const dateFunctions: Readonly<Record<string, unknown>> = {
  ago: define('any -> string', ago),
  date: define('string any -> string', (layout: string, value: unknown) =>
    dateInZone(layout, value, 'Local'),
  ),
  date_in_zone: inZone,
  dateInZone: inZone,
  date_modify: modifyOf,
  dateModify: modifyOf,
  must_date_modify: mustModifyOf,
  mustDateModify: mustModifyOf,
  duration: define('any -> string', duration),
  durationRound: define('any -> string', durationRound),
  htmlDate: define('any -> string', (value: unknown) => dateInZone('2006-01-02', value, 'Local')),
  htmlDateInZone: define('any string -> string', (value: unknown, zone: string) =>
    dateInZone('2006-01-02', value, zone),
  ),
  mustToDate: define('string string -> time', mustToDate),
  toDate: define('string string -> time', (layout: string, text: string) => parseTime(layout, text) ?? year1),
  now: define('-> time', now),
  unixEpoch: define('time -> string', (time: GoTime) => String(time.unix)),
};
