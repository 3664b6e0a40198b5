/** A piece of TypeScript before its layout: text that stays unchanged, or a structure that can be broken into lines. */
export type Code = string | ObjectCode | ListCode | CallCode | ArrowCode | BlockCode;

/** A literal with fields. */
export interface ObjectCode {
  readonly kind: 'object';
  readonly fields: readonly FieldCode[];
  /** Whether it must take several lines, like the top level of an object. */
  readonly isFrame?: boolean;
}

/** A field; `key` is code, as well. */
export interface FieldCode {
  readonly key: string;
  readonly value: Code;
  readonly comments?: readonly string[];
}

/** A literal list. */
export interface ListCode {
  readonly kind: 'list';
  readonly elements: readonly ElementCode[];
}

/** An element of a list. */
export interface ElementCode {
  readonly value: Code;
  readonly comments?: readonly string[];
}

/** A call. */
export interface CallCode {
  readonly kind: 'call';
  readonly callee: string;
  readonly values: readonly Code[];
}

/** A function that returns a value. */
export interface ArrowCode {
  readonly kind: 'arrow';
  /** Includes the parentheses. */
  readonly parameters: string;
  readonly body: Code;
}

/** A function with statements. */
export interface BlockCode {
  readonly kind: 'block';
  /** Includes the parentheses. */
  readonly parameters: string;
  readonly statements: readonly StatementCode[];
}

/** A statement, without its semicolon. */
export interface StatementCode {
  /** The text before the code: `const a = `. */
  readonly head: string;
  readonly code: Code;
  /** The text after the code: ` as unknown as Workflow`. */
  readonly tail?: string;
  readonly comments?: readonly string[];
}

/** Returns the code of a call. */
export function callCode(callee: string, ...values: readonly Code[]): CallCode {
  return { kind: 'call', callee, values };
}

/** Returns the code of a list of constants. */
export function namesCode(names: readonly string[]): ListCode {
  return { kind: 'list', elements: names.map((value) => ({ value })) };
}
