/**
 * An integer printed by a Go format with one verb: `%d`, `h%03d`, `%02X`; a verb that Go does not know for integers gives Go's own complaint.
 */
export function formatGoInteger(format: string, value: number): string {
  let used = false;
  const text = format.replace(
    /%([-+ #0]*)(\d*)([a-zA-Z%])/g,
    (_, flags: string, width: string, verb: string) => {
      if (verb === '%') return '%';
      if (used) return `%!${verb}(BADINDEX)`;
      used = true;
      return pad(digitsOf(verb, flags, value), flags, Number(width || 0));
    },
  );
  return used ? text : `${text}%!(EXTRA int=${value})`;
}

function digitsOf(verb: string, flags: string, value: number): string {
  const sign = value < 0 ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const size = Math.abs(value);
  switch (verb) {
    case 'd':
    case 'v':
      return sign + String(size);
    case 'x':
      return `${sign}${flags.includes('#') ? '0x' : ''}${size.toString(16)}`;
    case 'X':
      return `${sign}${flags.includes('#') ? '0X' : ''}${size.toString(16).toUpperCase()}`;
    case 'o':
      return `${sign}${flags.includes('#') ? '0' : ''}${size.toString(8)}`;
    case 'b':
      return sign + size.toString(2);
    case 'c':
      return String.fromCodePoint(size);
    default:
      return `%!${verb}(int=${value})`;
  }
}

function pad(digits: string, flags: string, width: number): string {
  if (flags.includes('-')) return digits.padEnd(width);
  if (!flags.includes('0')) return digits.padStart(width);
  const sign = /^[-+ ]/.exec(digits)?.[0] ?? '';
  return sign + digits.slice(sign.length).padStart(width - sign.length, '0');
}
