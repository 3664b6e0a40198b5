import type { YamlProblem } from '@tiphys/yaml';

/** What keeps a text, or a document in it, from being read. */
export interface TextProblem {
  readonly kind: TextProblemKind;
  /** The message of the YAML reader; empty for `encoding` and `helm`. */
  readonly message: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** The kinds of problems; `syntax` is any that has no kind of its own. */
export type TextProblemKind = 'encoding' | 'helm' | 'syntax' | 'duplicateKey' | 'key' | 'alias' | 'number';

const KINDS: Readonly<Record<string, TextProblemKind>> = {
  YAML_DUPLICATE_KEY: 'duplicateKey',
  YAML_KEY: 'key',
  YAML_ALIAS: 'alias',
  YAML_NUMBER: 'number',
};

/** Returns a problem of the YAML reader with its kind. */
export function toTextProblem({ code, message, line, column }: YamlProblem): TextProblem {
  return { kind: KINDS[code] ?? 'syntax', message, line, column };
}
