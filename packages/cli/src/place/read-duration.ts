import type { ParsedArguments } from '../line/command.ts';
import { CliError } from '../world/cli-error.ts';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Returns the duration of an option, such as `30s` or `1h30m`, in milliseconds; undefined if it is not given, or 0. A number alone counts seconds.
 *
 * @throws CliError `CLI_OPTION_VALUE`
 */
export function readDuration(args: ParsedArguments, name: string): number | undefined {
  const text = args.text(name);
  if (text === undefined || text === '0') return undefined;
  if (/^\d{1,6}$/.test(text)) return Number(text) * 1000;
  if (!/^(?:\d{1,6}(?:ms|[smhd]))+$/.test(text))
    throw new CliError('CLI_OPTION_VALUE', `--${name} takes a duration such as 30s or 2m, not "${text}".`);
  return [...text.matchAll(/(\d+)(ms|[smhd])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? 0),
    0,
  );
}
