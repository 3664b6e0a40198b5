/** A semantic version. */
export interface Version {
  readonly major: bigint;
  readonly minor: bigint;
  readonly patch: bigint;
  readonly prerelease: string;
  readonly metadata: string;
}

const VERSION_PATTERN =
  /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*))?(?:\+([\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*))?$/;

/** Parses a version. Minor and patch may be missing. Throws a plain error if it is not valid. */
export function parseVersion(text: string): Version {
  const match = VERSION_PATTERN.exec(text);
  if (match === null) throw new Error('Invalid Semantic Version');
  const [, major = '0', minor = '0', patch = '0', prerelease = '', metadata = ''] = match;
  if (prerelease.split('.').some((part) => /^0\d+$/.test(part)))
    throw new Error('version segment starts with 0');
  return { major: BigInt(major), minor: BigInt(minor), patch: BigInt(patch), prerelease, metadata };
}

function compareParts(a: string, b: string): number {
  const numbers = /^\d+$/.test(a) && /^\d+$/.test(b);
  if (numbers) return Number(BigInt(a) - BigInt(b));
  if (/^\d+$/.test(a)) return -1;
  if (/^\d+$/.test(b)) return 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

function comparePrereleases(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '') return 1;
  if (b === '') return -1;
  const left = a.split('.');
  const right = b.split('.');
  for (const [index, part] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const order = compareParts(part, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** Compares versions. Returns a negative number, zero or a positive number. */
export function compareVersions(a: Version, b: Version): number {
  for (const key of ['major', 'minor', 'patch'] as const)
    if (a[key] !== b[key]) return a[key] < b[key] ? -1 : 1;
  return comparePrereleases(a.prerelease, b.prerelease);
}

interface Constraint {
  readonly operator: string;
  /** The version, with 0 for missing and wildcard parts. */
  readonly version: Version;
  /** Whether a part is missing or a wildcard. */
  readonly isPartial: boolean;
  /** Whether the first such part is the minor version, as in `1` and `1.x`. */
  readonly anyMinor: boolean;
  /** Whether the first such part is the patch version, as in `1.2` and `1.2.*`. */
  readonly anyPatch: boolean;
}

const CONSTRAINT_PATTERN =
  /^(=|!=|>|<|>=|=>|<=|=<|~|~>|\^)?\s*v?(\d+|x|X|\*)(?:\.(\d+|x|X|\*))?(?:\.(\d+|x|X|\*))?(?:-([\dA-Za-z.-]+))?(?:\+[\dA-Za-z.-]+)?$/;

function readConstraint(text: string): Constraint {
  const match = CONSTRAINT_PATTERN.exec(text);
  if (match === null) throw new Error(`improper constraint: ${text}`);
  const [, operator = '', major = '', minor, patch, prerelease = ''] = match;
  const isAny = (part: string | undefined): boolean => part === undefined || /^[xX*]$/.test(part);
  const anyMajor = isAny(major);
  const anyMinor = !anyMajor && isAny(minor);
  const anyPatch = !anyMajor && !anyMinor && isAny(patch);
  const isPartial = anyMajor || anyMinor || anyPatch;
  const number = (part: string | undefined, any: boolean): bigint => (any ? 0n : BigInt(part ?? '0'));
  const version = {
    major: number(major, anyMajor),
    minor: number(minor, anyMajor || anyMinor),
    patch: number(patch, isPartial),
    prerelease,
    metadata: '',
  };
  return { operator, version, isPartial, anyMinor, anyPatch };
}

function caret(version: Version, wanted: Constraint): boolean {
  const { version: least } = wanted;
  if (compareVersions(version, least) < 0) return false;
  if (least.major > 0n || wanted.anyMinor) return version.major === least.major;
  if (version.major > 0n) return false;
  if (least.minor > 0n || wanted.anyPatch) return version.minor === least.minor;
  return version.minor === 0n && version.patch === least.patch;
}

function tilde(version: Version, wanted: Constraint): boolean {
  const { version: least, anyMinor, anyPatch } = wanted;
  if (compareVersions(version, least) < 0) return false;
  const isZero = least.major === 0n && least.minor === 0n && least.patch === 0n;
  if (isZero && !anyMinor && !anyPatch) return true;
  return version.major === least.major && (anyMinor || version.minor === least.minor);
}

function differs(version: Version, { version: other, anyMinor, anyPatch }: Constraint): boolean {
  if (version.major !== other.major) return true;
  if (anyMinor) return false;
  if (version.minor !== other.minor) return true;
  if (anyPatch) return comparePrereleases(version.prerelease, other.prerelease) !== 0;
  return compareVersions(version, other) !== 0;
}

function isGreater(version: Version, { version: other, anyMinor, anyPatch }: Constraint): boolean {
  if (version.major !== other.major) return version.major > other.major;
  if (anyMinor) return false;
  return anyPatch ? version.minor > other.minor : compareVersions(version, other) > 0;
}

function isAtMost(version: Version, { version: most, isPartial, anyMinor }: Constraint): boolean {
  if (!isPartial) return compareVersions(version, most) <= 0;
  if (version.major !== most.major) return version.major < most.major;
  return anyMinor || version.minor <= most.minor;
}

function satisfies(version: Version, wanted: Constraint): boolean {
  const { operator, isPartial } = wanted;
  // A prerelease matches only a constraint that has one, or that names another version in full.
  const isRelease = version.prerelease === '' || wanted.version.prerelease !== '';
  if (!isRelease && (operator !== '!=' || isPartial)) return false;
  const order = compareVersions(version, wanted.version);
  switch (operator) {
    case '':
    case '=':
      return isPartial ? tilde(version, wanted) : order === 0;
    case '!=':
      return differs(version, wanted);
    case '>':
      return isGreater(version, wanted);
    case '<':
      return order < 0;
    case '>=':
    case '=>':
      return order >= 0;
    case '<=':
    case '=<':
      return isAtMost(version, wanted);
    case '^':
      return caret(version, wanted);
    default:
      return tilde(version, wanted);
  }
}

/** Parses constraints separated by spaces or a comma. Throws a plain error if one is not valid. */
function readAll(text: string): readonly Constraint[] {
  // The lookbehind keeps the pattern from restarting inside a word or operator.
  const ranges = text.replace(/(?<!\S)(\S+)\s+-\s+(\S+)/g, '>=$1,<=$2');
  const words = /(?:(?<![=!<>~^])[=!<>~^]+\s*)?[^\s,=!<>~^]+/g;
  const found: Constraint[] = [];
  let at = 0;
  for (const { 0: word, index } of ranges.matchAll(words)) {
    const gap = ranges.slice(at, index);
    const isGap = found.length === 0 ? gap.trim() === '' : gap !== '' && /^,?$/.test(gap.trim());
    if (!isGap) throw new Error(`improper constraint: ${text}`);
    found.push(readConstraint(word));
    at = index + word.length;
  }
  if (found.length === 0 || ranges.slice(at).trim() !== '') throw new Error(`improper constraint: ${text}`);
  return found;
}

/** Tells whether a version matches a constraint such as `^1.2.0`, `>=1 <2` or `1.x || 2.x`. */
export function checkConstraint(text: string, version: Version): boolean {
  const alternatives = text.split('||').map(readAll);
  return alternatives.some((constraints) => constraints.every((wanted) => satisfies(version, wanted)));
}
