/** A part of a template of kubectl, such as `{.items[*].name}`. */
export type JsonPathNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly nodes: readonly JsonPathNode[] }
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'range' }
  | { readonly kind: 'end' }
  | { readonly kind: 'value'; readonly value: number | boolean }
  | { readonly kind: 'slice'; readonly slice: Slice }
  | { readonly kind: 'filter'; readonly filter: Filter }
  | { readonly kind: 'union'; readonly parts: readonly (readonly JsonPathNode[])[] }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'recursive' };

/** Elements of a list: `[0]`, `[1:3]`, `[::2]`. */
export interface Slice {
  readonly start: number | undefined;
  readonly end: number | undefined;
  /** Whether the end follows from the start because only that is written. */
  readonly single: boolean;
  readonly step: number | undefined;
}

/** A condition on the elements of a list: `[?(@.name=="x")]`. */
export interface Filter {
  readonly left: readonly JsonPathNode[];
  readonly operator: string;
  /** Empty for `exists`. */
  readonly right: readonly JsonPathNode[];
}
