/** A time zone: the offset from UTC in seconds and the abbreviation at a moment given in milliseconds. */
export class GoLocation {
  readonly name: string;
  readonly zoneAt: (milliseconds: number) => { readonly offset: number; readonly abbreviation: string };

  constructor(name: string, zoneAt: GoLocation['zoneAt']) {
    this.name = name;
    this.zoneAt = zoneAt;
  }
}

/** The zone UTC. */
export const utc: GoLocation = new GoLocation('UTC', () => ({ offset: 0, abbreviation: 'UTC' }));

/** Returns a zone with a constant offset in seconds, as Go makes one for `+02:00`. */
export function fixedZone(offset: number, abbreviation = ''): GoLocation {
  return new GoLocation(abbreviation, () => ({ offset, abbreviation }));
}

/**
 * Returns the zone of an IANA name.
 *
 * @throws Error `unknown time zone X`
 */
export function loadLocation(name: string): GoLocation {
  if (name === '' || name === 'UTC') return utc;
  let offsets: Intl.DateTimeFormat;
  try {
    offsets = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  } catch {
    throw new Error(`unknown time zone ${name}`);
  }
  const names = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'short' });
  return new GoLocation(name, (milliseconds) => ({
    offset: readLongOffset(zoneName(offsets, milliseconds)),
    abbreviation: zoneName(names, milliseconds),
  }));
}

function zoneName(format: Intl.DateTimeFormat, milliseconds: number): string {
  return format.formatToParts(milliseconds).find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

/** Reads the seconds of an offset such as `GMT-04:56:02`. */
function readLongOffset(text: string): number {
  const [, sign, hours = 0, minutes = 0, seconds = 0] = /([+-])(\d+):(\d+)(?::(\d+))?/.exec(text) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}

/** Go's zero time, 1 January of year 1, in nanoseconds since 1970. */
export const zeroTime: bigint = -62_135_596_800_000_000_000n;

/** The date and clock that a moment has in its zone. */
export interface TimeFields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly weekday: number;
  readonly yearDay: number;
  readonly nanosecond: number;
  readonly offset: number;
  readonly abbreviation: string;
}

/** A `time.Time`: nanoseconds since 1970 and a zone to show it in. */
export class GoTime {
  readonly nanoseconds: bigint;
  readonly location: GoLocation;

  constructor(nanoseconds: bigint, location: GoLocation) {
    this.nanoseconds = nanoseconds;
    this.location = location;
  }

  /** The whole seconds since 1970, rounded down. */
  get unix(): bigint {
    const seconds = this.nanoseconds / 1_000_000_000n;
    return this.nanoseconds % 1_000_000_000n < 0n ? seconds - 1n : seconds;
  }

  /** Returns the date and clock in the zone of the time. */
  fields(): TimeFields {
    const milliseconds = Number(this.unix) * 1000;
    const { offset, abbreviation } = this.location.zoneAt(milliseconds);
    const date = new Date(milliseconds + offset * 1000);
    const yearStart = new Date(date);
    yearStart.setUTCMonth(0, 1);
    return {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      hour: date.getUTCHours(),
      minute: date.getUTCMinutes(),
      second: date.getUTCSeconds(),
      weekday: date.getUTCDay(),
      yearDay: Math.round((date.getTime() - yearStart.getTime()) / 86_400_000) + 1,
      nanosecond: Number(this.nanoseconds - this.unix * 1_000_000_000n),
      offset,
      abbreviation,
    };
  }
}
