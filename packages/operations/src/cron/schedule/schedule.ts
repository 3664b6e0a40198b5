import { parseDuration } from '@tiphys/go';
import { isTimezone } from '@tiphys/models/facts';
import { OperationError } from '../../operation-error.ts';
import { FIELD_BOUNDS, type FieldName, parseField, type ScheduleField } from './schedule-field.ts';
import { clockOf, type ZonedClock } from './zoned-clock.ts';

/** A schedule of five fields in a time zone. */
export interface FieldSchedule extends Readonly<Record<FieldName, ScheduleField>> {
  readonly kind: 'fields';
  readonly clock: ZonedClock;
}

/** A schedule of `@every`, in milliseconds. */
export interface IntervalSchedule {
  readonly kind: 'interval';
  readonly interval: number;
}

/** When a CronWorkflow runs. */
export type Schedule = FieldSchedule | IntervalSchedule;

const DESCRIPTORS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

/**
 * Returns a schedule as the standard parser of robfig/cron reads it: five fields, `@daily` and its like, or `@every 1h30m`, with
 * `CRON_TZ=ZONE` or `TZ=ZONE` in front of it. See docs/semantics/cron-workflows.md#fields.
 *
 * @param zone the time zone of a schedule that names none; Argo's controller usually runs in UTC
 * @throws {OperationError} `OPERATIONS_SCHEDULE`, with the library's message
 * @see https://pkg.go.dev/github.com/robfig/cron/v3
 * @example
 * ```ts
 * parseSchedule('TZ=Europe/Berlin 0 3 * * mon-fri').kind; // => fields
 * ```
 */
export function parseSchedule(text: string, zone = 'UTC'): Schedule {
  try {
    return readSchedule(text, zone);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new OperationError('OPERATIONS_SCHEDULE', reason, {
      advice: 'Write five fields (minute, hour, day of month, month, day of week), @daily or @every 1h',
    });
  }
}

function readSchedule(text: string, zone: string): Schedule {
  if (text === '') throw new Error('empty spec string');
  const [prefix, name] = /^(?:CRON_)?TZ=([^ ]*) /.exec(text) ?? [];
  // The library crashes here: it takes everything up to the first space as the zone.
  if (prefix === undefined && /^(?:CRON_)?TZ=/.test(text)) throw new Error(`no schedule after ${text}`);
  const clock = clockOfName(name === undefined || name === 'Local' ? zone : name);
  const spec = prefix === undefined ? text : text.slice(prefix.length).trim();
  if (spec.startsWith('@every ')) return readInterval(spec);
  if (spec.startsWith('@')) {
    const fields = Object.hasOwn(DESCRIPTORS, spec) ? DESCRIPTORS[spec] : undefined;
    if (fields === undefined) throw new Error(`unrecognized descriptor: ${spec}`);
    return readFields(fields, clock);
  }
  return readFields(spec, clock);
}

function clockOfName(name: string): ZonedClock {
  if (!isTimezone(name)) throw new Error(`provided bad location ${name}: unknown time zone ${name}`);
  return clockOf(name);
}

function readInterval(spec: string): IntervalSchedule {
  let nanoseconds: bigint;
  try {
    nanoseconds = parseDuration(spec.slice('@every '.length));
  } catch (cause) {
    throw new Error(
      `failed to parse duration ${spec}: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  }
  const seconds = nanoseconds / 1_000_000_000n;
  return { kind: 'interval', interval: Number(seconds < 1n ? 1n : seconds) * 1000 };
}

function readFields(spec: string, clock: ZonedClock): FieldSchedule {
  const parts = spec.split(/\s+/u).filter((part) => part !== '');
  const [minute, hour, dayOfMonth, month, dayOfWeek] = parts;
  if (
    parts.length !== 5 ||
    minute === undefined ||
    hour === undefined ||
    dayOfMonth === undefined ||
    month === undefined ||
    dayOfWeek === undefined
  )
    throw new Error(`expected exactly 5 fields, found ${parts.length}: [${parts.join(' ')}]`);
  return {
    kind: 'fields',
    minute: parseField(minute, FIELD_BOUNDS.minute),
    hour: parseField(hour, FIELD_BOUNDS.hour),
    dayOfMonth: parseField(dayOfMonth, FIELD_BOUNDS.dayOfMonth),
    month: parseField(month, FIELD_BOUNDS.month),
    dayOfWeek: parseField(dayOfWeek, FIELD_BOUNDS.dayOfWeek),
    clock,
  };
}
