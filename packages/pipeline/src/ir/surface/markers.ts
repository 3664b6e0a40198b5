// `tiphys generate` reads only this module of the package, and not the models of Argo.
export { checked } from './checked.ts';

declare const largeMarker: unique symbol;
declare const fileMarker: unique symbol;
declare const fileKind: unique symbol;
declare const secretMarker: unique symbol;
declare const templateFileMarker: unique symbol;

/**
 * A value that is passed between tasks as an artifact, because it may be too large for a parameter (128 KiB).
 *
 * Functions still take and return the plain value.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/walk-through/artifacts/
 * @example
 * ```ts
 * export function countWords(text: Large<string>): number {
 *   return text.split(/\s+/).length;
 * }
 * ```
 */
export type Large<T> = T & { readonly [largeMarker]?: never };

/**
 * The path of a file that another task wrote, for the function to read.
 *
 * A kind keeps files apart: `InputFile<'csv'>` only takes files that were declared as `OutputFile<'csv'>`.
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 *
 * export async function countLines(table: InputFile): Promise<number> {
 *   return (await readFile(table, 'utf8')).split('\n').length;
 * }
 * ```
 */
export type InputFile<TKind extends string = string> = string & {
  readonly [fileMarker]?: 'input' | 'output';
  readonly [fileKind]?: TKind;
};

/**
 * The path of a file that the function has written, to be passed on as an artifact.
 *
 * @example
 * ```ts
 * import { writeFile } from 'node:fs/promises';
 *
 * export async function save(numbers: number[]): Promise<OutputFile<'csv'>> {
 *   await writeFile('numbers.csv', numbers.join('\n'));
 *   return 'numbers.csv';
 * }
 * ```
 */
export type OutputFile<TKind extends string = string> = string & {
  readonly [fileMarker]?: 'output';
  readonly [fileKind]?: TKind;
};

/**
 * A string that a function gets from a Secret. It never becomes a value of the workflow.
 *
 * @example
 * ```ts
 * export async function publish(report: string, token: SecretText): Promise<void> {
 *   await fetch('https://example.org/reports', { method: 'POST', body: report, headers: { authorization: `Bearer ${token}` } });
 * }
 * ```
 */
export type SecretText = string & { readonly [secretMarker]?: never };

/** The type of a file input of a template: it takes any file, and large values as JSON text. */
export type TemplateFile = string & { readonly [templateFileMarker]?: never };

/** Whether a type is marked. Markers are optional properties, so every string extends them; only the keys tell. */
type IsMarked<T, TMarker extends symbol> = 0 extends 1 & T
  ? false
  : [NonNullable<T>] extends [never]
    ? false
    : TMarker extends keyof NonNullable<T>
      ? true
      : false;

/** Whether a type is `InputFile` or `OutputFile`. */
export type IsFile<T> = IsMarked<T, typeof fileMarker>;

/** Whether a type is `SecretText`. */
export type IsSecret<T> = IsMarked<T, typeof secretMarker>;

/** Whether a type is `TemplateFile`. */
export type IsTemplateFile<T> = IsMarked<T, typeof templateFileMarker>;

/** The kind of a file: `'csv'` of `OutputFile<'csv'>`. */
export type KindOf<T> =
  NonNullable<T> extends { readonly [fileKind]?: infer TKind } ? Extract<TKind, string> : never;
