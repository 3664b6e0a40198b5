import type { ParsedArguments } from '../line/command.ts';
import { CliError } from '../world/cli-error.ts';

const UNITS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/**
 * Returns the time that an option such as `--older 3h` names, in milliseconds since the epoch; undefined if the option is not given. Takes a
 * duration before now, such as `90s`, `10m`, `1h30m` or `7d`, or an RFC 3339 time.
 *
 * @throws CliError `CLI_OPTION_VALUE`
 */
export function readAge(args: ParsedArguments, name: string, now: number): number | undefined {
  const text = args.text(name);
  if (text === undefined) return undefined;
  if (/^(?:\d{1,6}[smhd])+$/.test(text)) {
    const parts = [...text.matchAll(/(\d+)([smhd])/g)];
    return now - parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? 0), 0);
  }
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new CliError('CLI_OPTION_VALUE', `--${name} takes a duration such as 10m, 3h or 7d, not "${text}".`);
}
