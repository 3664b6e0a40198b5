/** A piece of TypeScript before it is laid out on lines: text that stays as it is, or something that can be broken. */
export type Code = string | ObjectCode | ListCode | CallCode | ArrowCode | BlockCode;

/** A literal with fields. */
export interface ObjectCode {
  readonly kind: 'object';
  readonly fields: readonly FieldCode[];
  /** Never on one line: the frame of a file. */
  readonly isFrame?: boolean;
}

/** A field; `key` is code, too. */
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

/** A function that gives a value. */
export interface ArrowCode {
  readonly kind: 'arrow';
  /** With its parentheses. */
  readonly parameters: string;
  readonly body: Code;
}

/** A function with statements. */
export interface BlockCode {
  readonly kind: 'block';
  /** With its parentheses. */
  readonly parameters: string;
  readonly statements: readonly StatementCode[];
}

/** A statement, without its semicolon. */
export interface StatementCode {
  /** What stands before the code: `const a = `. */
  readonly head: string;
  readonly code: Code;
  /** What stands behind it: ` as unknown as Workflow`. */
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
