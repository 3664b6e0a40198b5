import { BOOL_TYPE, functionType, type GoType, STRING_TYPE } from '../values/type.ts';
import type { GoStructValue } from '../values/type-of.ts';
import { GoFunction, GoInteger } from '../values/value.ts';
import { define } from './define.ts';
import { checkConstraint, compareVersions, parseVersion, type Version } from './semver.ts';

const VERSION_TYPE: GoType = { kind: 'pointer', name: '*semver.Version' };
const UINT64: GoType = { kind: 'integer', name: 'uint64' };

/** A `*semver.Version`. */
class GoVersion implements GoStructValue {
  readonly goType: GoType = VERSION_TYPE;
  readonly version: Version;
  readonly #original: string;

  constructor(text: string) {
    this.#original = text;
    this.version = parseVersion(text);
  }

  toText(): string {
    const { major, minor, patch, prerelease, metadata } = this.version;
    return `${major}.${minor}.${patch}${prerelease === '' ? '' : `-${prerelease}`}${metadata === '' ? '' : `+${metadata}`}`;
  }

  toJson(): string {
    return JSON.stringify(this.toText());
  }

  member(name: string): unknown {
    const { version } = this;
    const number = (value: bigint): GoFunction => getter(UINT64, () => new GoInteger('uint64', value));
    switch (name) {
      case 'Major':
        return number(version.major);
      case 'Minor':
        return number(version.minor);
      case 'Patch':
        return number(version.patch);
      case 'Prerelease':
        return getter(STRING_TYPE, () => version.prerelease);
      case 'Metadata':
        return getter(STRING_TYPE, () => version.metadata);
      case 'Original':
        return getter(STRING_TYPE, () => this.#original);
      case 'String':
        return getter(STRING_TYPE, () => this.toText());
      case 'Compare':
        return this.#comparison((order) => BigInt(order));
      case 'Equal':
        return this.#comparison((order) => order === 0);
      case 'LessThan':
        return this.#comparison((order) => order < 0);
      case 'GreaterThan':
        return this.#comparison((order) => order > 0);
      default:
        return undefined;
    }
  }

  #comparison(result: (order: number) => unknown): GoFunction {
    const call = (other: unknown): unknown =>
      result(other instanceof GoVersion ? Math.sign(compareVersions(this.version, other.version)) : 1);
    return new GoFunction({ parameters: [VERSION_TYPE], result: functionType([], BOOL_TYPE), call });
  }
}

function getter(result: GoType, call: () => unknown): GoFunction {
  return new GoFunction({ parameters: [], result, call });
}

/** sprig's functions for semantic versions. */
export const semverFunctions: Readonly<Record<string, unknown>> = {
  semver: define('string -> any', (text: string) => new GoVersion(text)),
  semverCompare: define('string string -> bool', (constraint: string, version: string) =>
    checkConstraint(constraint, parseVersion(version)),
  ),
};
