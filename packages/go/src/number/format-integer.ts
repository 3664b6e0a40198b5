import { quoteRune } from '../text/quote.ts';

interface Directive {
  readonly minus: boolean;
  readonly plus: boolean;
  readonly space: boolean;
  readonly sharp: boolean;
  readonly zero: boolean;
  readonly width: number;
  readonly precision: number | undefined;
  readonly verb: string;
}

const DIRECTIVE = /%([-+ #0]*)(\d*)(?:(\.)(?!$)(\d*))?(.?)/gsu;

/**
 * Returns an integer printed by a format of Go's `fmt`: `%d`, `h%03d`, `%02X`. As in Go, what does not fit becomes part of the text: `%!s(int=1)`.
 *
 * @throws Error where the format has an argument index or `*`, which would need more than one value
 * @see https://pkg.go.dev/fmt
 */
export function formatIntegerGo(format: string, value: bigint): string {
  let used = false;
  const text = format.replace(
    DIRECTIVE,
    (whole, flags: string, width: string, point: string | undefined, precision: string, verb: string) => {
      if (verb === '') return '%!(NOVERB)';
      if (verb === '%') return '%';
      if (verb === '*' || verb === '[')
        throw new Error(`the format ${format} has ${whole}: "*" and argument indexes are not supported`);
      if (used) return `%!${verb}(MISSING)`;
      used = true;
      return printInteger(value, {
        minus: flags.includes('-'),
        plus: flags.includes('+'),
        space: flags.includes(' '),
        sharp: flags.includes('#'),
        zero: flags.includes('0') && !flags.includes('-'),
        width: Number(width || 0),
        precision: point === undefined ? undefined : Number(precision || 0),
        verb,
      });
    },
  );
  return used ? text : `${text}%!(EXTRA int=${value})`;
}

const BASES: Readonly<Record<string, { readonly radix: number; readonly prefix: string }>> = {
  b: { radix: 2, prefix: '0b' },
  o: { radix: 8, prefix: '0' },
  O: { radix: 8, prefix: '0' },
  d: { radix: 10, prefix: '' },
  v: { radix: 10, prefix: '' },
  x: { radix: 16, prefix: '0x' },
  X: { radix: 16, prefix: '0X' },
};

function printInteger(value: bigint, shape: Directive): string {
  const { verb } = shape;
  if (BASES[verb] !== undefined) return pad(digitsOf(value, shape), { ...shape, zero: false });
  switch (verb) {
    case 'c':
      return pad(characterOf(value), shape);
    case 'q':
      return pad(quoteRune(characterOf(value)), shape);
    case 'U':
      return pad(unicodeOf(value, shape), { ...shape, zero: false });
    default:
      return `%!${verb}(int=${printInteger(value, { ...shape, verb: 'd' })})`;
  }
}

function digitsOf(value: bigint, shape: Directive): string {
  const { verb, precision, width } = shape;
  const { radix, prefix } = BASES[verb] ?? { radix: 10, prefix: '' };
  const plus = shape.plus && verb !== 'v';
  const sign = value < 0n ? '-' : plus ? '+' : shape.space ? ' ' : '';
  if (precision === 0 && value === 0n) return '';
  const zeros = precision ?? (shape.zero ? width - sign.length : 0);
  const size = (value < 0n ? -value : value).toString(radix).padStart(zeros, '0');
  const digits = verb === 'X' ? size.toUpperCase() : size;
  // An octal number that begins with a zero needs no other mark.
  const octal = radix === 8 && digits.startsWith('0');
  const marked = (verb === 'O' ? '0o' : '') + (shape.sharp && !octal ? prefix : '');
  return sign + marked + digits;
}

function characterOf(value: bigint): string {
  const isCharacter = value >= 0n && value <= 0x10ffffn && !(value >= 0xd800n && value <= 0xdfffn);
  return isCharacter ? String.fromCodePoint(Number(value)) : '\ufffd';
}

function unicodeOf(value: bigint, { precision = 4, sharp }: Directive): string {
  const code = BigInt.asUintN(64, value).toString(16).toUpperCase().padStart(Math.max(4, precision), '0');
  const character = characterOf(value);
  const isShown = sharp && character !== '\ufffd' && !/^'\\[^\\']/.test(quoteRune(character));
  return `U+${code}${isShown ? ` '${character}'` : ''}`;
}

function pad(text: string, { minus, zero, width }: Directive): string {
  const missing = Math.max(0, width - [...text].length);
  return minus ? text + ' '.repeat(missing) : (zero ? '0' : ' ').repeat(missing) + text;
}
