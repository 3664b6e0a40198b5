import { formatRfc3339, formatTime, GoLocation, GoTime, utc, zeroTime } from '@tiphys/go';
import { printGoValue } from '../values/print-value.ts';
import {
  BOOL_TYPE,
  DURATION_TYPE,
  FLOAT_TYPE,
  type GoType,
  INT_TYPE,
  integerType,
  LOCATION_TYPE,
  STRING_TYPE,
  TIME_TYPE,
} from '../values/type.ts';
import { GoFunction, GoInteger, toFloat } from '../values/value.ts';

const int64 = integerType('int64');

function method(
  parameters: readonly GoType[],
  result: GoType,
  call: (...values: readonly unknown[]) => unknown,
): GoFunction {
  return new GoFunction({ parameters, result, call });
}

function getter(result: GoType, read: () => unknown): GoFunction {
  return method([], result, read);
}

function duration(value: bigint): GoInteger {
  return new GoInteger('int64', value, DURATION_TYPE.name);
}

function integer(value: unknown): bigint {
  return typeof value === 'bigint' ? value : value instanceof GoInteger ? value.value : 0n;
}

function fieldMethod(time: GoTime, name: string): GoFunction | undefined {
  const fields = time.fields();
  switch (name) {
    case 'Year':
      return getter(INT_TYPE, () => BigInt(fields.year));
    case 'Month':
      return getter(
        integerType('time.Month'),
        () => new GoInteger('int64', BigInt(fields.month), 'time.Month'),
      );
    case 'Day':
      return getter(INT_TYPE, () => BigInt(fields.day));
    case 'Hour':
      return getter(INT_TYPE, () => BigInt(fields.hour));
    case 'Minute':
      return getter(INT_TYPE, () => BigInt(fields.minute));
    case 'Second':
      return getter(INT_TYPE, () => BigInt(fields.second));
    case 'Nanosecond':
      return getter(INT_TYPE, () => BigInt(fields.nanosecond));
    case 'YearDay':
      return getter(INT_TYPE, () => BigInt(fields.yearDay));
    case 'Weekday':
      return getter(
        integerType('time.Weekday'),
        () => new GoInteger('int64', BigInt(fields.weekday), 'time.Weekday'),
      );
    default:
      return undefined;
  }
}

function comparison(time: GoTime, name: string): GoFunction | undefined {
  const test = (check: (other: bigint) => boolean): GoFunction =>
    method([TIME_TYPE], BOOL_TYPE, (other) => other instanceof GoTime && check(other.nanoseconds));
  switch (name) {
    case 'After':
      return test((other) => time.nanoseconds > other);
    case 'Before':
      return test((other) => time.nanoseconds < other);
    case 'Equal':
      return test((other) => time.nanoseconds === other);
    case 'Sub':
      return method([TIME_TYPE], DURATION_TYPE, (other) =>
        duration(time.nanoseconds - (other instanceof GoTime ? other.nanoseconds : 0n)),
      );
    case 'Add':
      return method(
        [DURATION_TYPE],
        TIME_TYPE,
        (by) => new GoTime(time.nanoseconds + integer(by), time.location),
      );
    case 'AddDate':
      return method([INT_TYPE, INT_TYPE, INT_TYPE], TIME_TYPE, (...by) =>
        addDate(
          time,
          by.map((item) => Number(integer(item))),
        ),
      );
    default:
      return undefined;
  }
}

/** Adds to the date. The time of day stays, so a day is shorter or longer when summer time starts or ends. */
function addDate(time: GoTime, [years = 0, months = 0, days = 0]: readonly number[]): GoTime {
  const fields = time.fields();
  const before = Date.UTC(fields.year, fields.month - 1, fields.day);
  const after = Date.UTC(fields.year + years, fields.month - 1 + months, fields.day + days);
  const wall = Number(time.unix) * 1000 + fields.offset * 1000 + (after - before);
  const guess = time.location.zoneAt(wall).offset;
  const { offset } = guess === 0 ? { offset: 0 } : time.location.zoneAt(wall - guess * 1000);
  const moved = BigInt(after - before) + BigInt(fields.offset - offset) * 1000n;
  return new GoTime(time.nanoseconds + moved * 1_000_000n, time.location);
}

/** Returns a method of `time.Time`. */
export function timeMember(time: GoTime, name: string): GoFunction | undefined {
  switch (name) {
    case 'Format':
      return method([STRING_TYPE], STRING_TYPE, (layout) => formatTime(time, String(layout)));
    case 'String':
      return getter(STRING_TYPE, () => printGoValue(time));
    case 'MarshalText':
      return getter(STRING_TYPE, () => formatRfc3339(time));
    case 'Unix':
      return getter(int64, () => new GoInteger('int64', time.unix));
    case 'UnixMilli':
      return getter(int64, () => new GoInteger('int64', time.nanoseconds / 1_000_000n));
    case 'UnixNano':
      return getter(int64, () => new GoInteger('int64', time.nanoseconds));
    case 'UTC':
      return getter(TIME_TYPE, () => new GoTime(time.nanoseconds, utc));
    case 'In':
      return method(
        [LOCATION_TYPE],
        TIME_TYPE,
        (zone) => new GoTime(time.nanoseconds, zone instanceof GoLocation ? zone : utc),
      );
    case 'IsZero':
      return getter(BOOL_TYPE, () => time.nanoseconds === zeroTime);
  }
  return fieldMethod(time, name) ?? comparison(time, name);
}

const PER_UNIT: Readonly<Record<string, number>> = { Hours: 3600e9, Minutes: 60e9, Seconds: 1e9 };
const PER_WHOLE: Readonly<Record<string, bigint>> = {
  Milliseconds: 1_000_000n,
  Microseconds: 1_000n,
  Nanoseconds: 1n,
};

/** Returns a method of `time.Duration`, or `String` of the other named integers. */
export function durationMember(value: GoInteger, name: string): GoFunction | undefined {
  if (name === 'String') return getter(STRING_TYPE, () => printGoValue(value));
  if (value.typeName !== DURATION_TYPE.name) return undefined;
  const unit = PER_UNIT[name];
  if (unit !== undefined) return getter(FLOAT_TYPE, () => toFloat(value) / unit);
  const whole = PER_WHOLE[name];
  return whole === undefined ? undefined : getter(int64, () => new GoInteger('int64', value.value / whole));
}

/** Returns a method of `time.Location`. */
export function locationMember(zone: GoLocation, name: string): GoFunction | undefined {
  return name === 'String' ? getter(STRING_TYPE, () => zone.name) : undefined;
}

const epoch = new GoTime(0n, utc);

/** Returns the type of a method of a named type; undefined if it has none of that name. */
export function methodType(type: GoType, name: string): GoFunction | undefined {
  if (type.name === TIME_TYPE.name) return timeMember(epoch, name);
  if (type.name === LOCATION_TYPE.name) return locationMember(utc, name);
  if (type.kind !== 'integer') return undefined;
  return type.name.includes('.') ? durationMember(new GoInteger('int64', 0n, type.name), name) : undefined;
}
