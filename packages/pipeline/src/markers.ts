declare const largeMarker: unique symbol;
declare const fileMarker: unique symbol;

/**
 * A value that travels between tasks as an artifact, because it may be larger than a parameter (128 KiB).
 *
 * A function takes and returns the plain value; only the route changes.
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
 * The path of a file that another task made; the function reads it.
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
 * The path of a file that the function has written and hands on as an artifact.
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
