/** What is known about a number at compile time, as far as it matters to differences between JavaScript and Argo. */
export interface NumberFacts {
  /** How Argo represents the number: as an int, as a float64, or as either of them. */
  readonly held: 'int' | 'float' | 'either';
  readonly mayBeNaN: boolean;
  readonly mayBeInfinite: boolean;
  /** The smallest possible value. */
  readonly min: number;
  /** The largest possible value. */
  readonly max: number;
  /** The only possible value. */
  readonly constant?: number;
  /** The JavaScript equivalent of a zero in Argo: of the same sign, always positive, or of unknown sign. */
  readonly zero: 'same' | 'positive' | 'unknown';
}

/** A number that came from JSON. */
export const jsonNumber: NumberFacts = {
  held: 'float',
  mayBeNaN: false,
  mayBeInfinite: false,
  min: -Number.MAX_VALUE,
  max: Number.MAX_VALUE,
  zero: 'same',
};

/** An unknown number. */
export const anyNumber: NumberFacts = {
  held: 'either',
  mayBeNaN: true,
  mayBeInfinite: true,
  min: Number.NEGATIVE_INFINITY,
  max: Number.POSITIVE_INFINITY,
  zero: 'unknown',
};

/** Returns the facts of an int that is a count. */
export function counted(min = 0): NumberFacts {
  return { held: 'int', mayBeNaN: false, mayBeInfinite: false, min, max: 2 ** 31, zero: 'same' };
}

/** Returns the facts of a constant. */
export function constantNumber(constant: number): NumberFacts {
  const isWhole = Number.isSafeInteger(constant) && !Object.is(constant, -0);
  return {
    held: isWhole ? 'int' : 'float',
    mayBeNaN: Number.isNaN(constant),
    mayBeInfinite: Math.abs(constant) === Number.POSITIVE_INFINITY,
    min: Number.isNaN(constant) ? 0 : constant,
    max: Number.isNaN(constant) ? 0 : constant,
    constant,
    zero: 'same',
  };
}

/** Returns the facts of a number that is one of two. */
export function eitherNumber(one: NumberFacts, other: NumberFacts): NumberFacts {
  const { constant } = one;
  const isSame = constant !== undefined && Object.is(constant, other.constant);
  return {
    held: one.held === other.held ? one.held : 'either',
    mayBeNaN: one.mayBeNaN || other.mayBeNaN,
    mayBeInfinite: one.mayBeInfinite || other.mayBeInfinite,
    min: Math.min(one.min, other.min),
    max: Math.max(one.max, other.max),
    ...(isSame ? { constant } : {}),
    zero: one.zero === other.zero ? one.zero : 'unknown',
  };
}

/** Tells whether a number can be zero. */
export function mayBeZero({ min, max }: NumberFacts): boolean {
  return min <= 0 && max >= 0;
}

/** Tells whether a number is neither NaN nor infinite. */
export function isFiniteNumber({ mayBeNaN, mayBeInfinite }: NumberFacts): boolean {
  return !mayBeNaN && !mayBeInfinite;
}
