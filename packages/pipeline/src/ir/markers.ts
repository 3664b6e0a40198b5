declare const largeMarker: unique symbol;
declare const fileMarker: unique symbol;

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
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 *
 * export async function countLines(table: InputFile): Promise<number> {
 *   return (await readFile(table, 'utf8')).split('\n').length;
 * }
 * ```
 */
export type InputFile = string & { readonly [fileMarker]?: 'input' | 'output' };

/**
 * The path of a file that the function has written, to be passed on as an artifact.
 *
 * @example
 * ```ts
 * import { writeFile } from 'node:fs/promises';
 *
 * export async function save(numbers: number[]): Promise<OutputFile> {
 *   await writeFile('numbers.txt', numbers.join('\n'));
 *   return 'numbers.txt';
 * }
 * ```
 */
export type OutputFile = string & { readonly [fileMarker]?: 'output' };
