/** A semantic version. */
export interface Version {
  readonly major: bigint;
  readonly minor: bigint;
  readonly patch: bigint;
  readonly prerelease: string;
  readonly metadata: string;
}

const versionPattern =
  /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*))?(?:\+([\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*))?$/;

/** The version of a text, whose minor and patch may be missing. Throws a plain error when it is none. */
export function parseVersion(text: string): Version {
  const match = versionPattern.exec(text);
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

/** Negative, zero or positive as the first version is older, equal or newer. */
export function compareVersions(a: Version, b: Version): number {
  for (const key of ['major', 'minor', 'patch'] as const)
    if (a[key] !== b[key]) return a[key] < b[key] ? -1 : 1;
  return comparePrereleases(a.prerelease, b.prerelease);
}

interface Constraint {
  readonly operator: string;
  readonly version: Version;
  readonly anyMajor: boolean;
  readonly anyMinor: boolean;
  readonly anyPatch: boolean;
}

const constraintPattern =
  /^(=|!=|>|<|>=|=>|<=|=<|~|~>|\^)?\s*v?(\d+|x|X|\*)(?:\.(\d+|x|X|\*))?(?:\.(\d+|x|X|\*))?(?:-([\dA-Za-z.-]+))?(?:\+[\dA-Za-z.-]+)?$/;

function readConstraint(text: string): Constraint {
  const match = constraintPattern.exec(text);
  if (match === null) throw new Error(`improper constraint: ${text}`);
  const [, operator = '', major = '', minor, patch, prerelease = ''] = match;
  const isAny = (part: string | undefined): boolean => part === undefined || /^[xX*]$/.test(part);
  const anyMajor = isAny(major);
  const anyMinor = anyMajor || isAny(minor);
  const anyPatch = anyMinor || isAny(patch);
  const number = (part: string | undefined, any: boolean): bigint => (any ? 0n : BigInt(part ?? '0'));
  const version = {
    major: number(major, anyMajor),
    minor: number(minor, anyMinor),
    patch: number(patch, anyPatch),
    prerelease: anyPatch ? '' : prerelease,
    metadata: '',
  };
  return { operator, version, anyMajor, anyMinor, anyPatch };
}

function caret(version: Version, wanted: Constraint): boolean {
  const { version: least } = wanted;
  if (compareVersions(version, least) < 0) return false;
  if (wanted.anyMajor) return true;
  if (least.major > 0n || wanted.anyMinor) return version.major === least.major;
  if (version.major > 0n) return false;
  if (least.minor > 0n || wanted.anyPatch) return version.minor === least.minor;
  if (version.minor !== 0n) return false;
  return least.patch === version.patch;
}

function tilde(version: Version, wanted: Constraint): boolean {
  const { version: least } = wanted;
  if (compareVersions(version, least) < 0) return false;
  if (wanted.anyMajor) return true;
  return version.major === least.major && (wanted.anyMinor || version.minor === least.minor);
}

function sameStart(version: Version, { version: wanted, anyMajor, anyMinor }: Constraint): boolean {
  return anyMajor || (version.major === wanted.major && (anyMinor || version.minor === wanted.minor));
}

function satisfies(version: Version, wanted: Constraint): boolean {
  // A prerelease is meant only by a constraint that has one.
  if (version.prerelease !== '' && wanted.version.prerelease === '') return false;
  const order = compareVersions(version, wanted.version);
  switch (wanted.operator) {
    case '':
    case '=':
      return wanted.anyPatch ? sameStart(version, wanted) : order === 0;
    case '!=':
      return wanted.anyPatch ? !sameStart(version, wanted) : order !== 0;
    case '>':
      if (!wanted.anyPatch) return order > 0;
      return order > 0 && !sameStart(version, wanted);
    case '<':
      return order < 0;
    case '>=':
    case '=>':
      return order >= 0;
    case '<=':
    case '=<':
      return order <= 0 || (wanted.anyPatch && sameStart(version, wanted));
    case '^':
      return caret(version, wanted);
    default:
      return tilde(version, wanted);
  }
}

/** Whether a version fits a constraint such as `^1.2.0`, `>=1 <2` or `1.x || 2.x`. */
export function checkConstraint(text: string, version: Version): boolean {
  const alternatives = text.split('||').map((part) => {
    // Looking behind keeps the patterns from starting again within a word or operator.
    const ranges = part.trim().replace(/(?<!\S)(\S+)\s+-\s+(\S+)/g, '>=$1,<=$2');
    const words = ranges.match(/(?:(?<![=!<>~^])[=!<>~^]+\s*)?[^\s,=!<>~^]+/g);
    if (words === null) throw new Error(`improper constraint: ${text}`);
    return words.map((word) => readConstraint(word.trim()));
  });
  return alternatives.some((constraints) => constraints.every((wanted) => satisfies(version, wanted)));
}
