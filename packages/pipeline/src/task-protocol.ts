/**
 * What a component template and the code inside it agree on.
 *
 * The compiler writes these names into the template's `env`; the task code reads them. Input `i` is the i-th input of the component.
 * Output paths come from the environment, so that a runner may place them anywhere.
 *
 * @internal
 */
export const taskEnvironment = {
  /** JSON object: input name -> {@link ArgumentForm}. */
  forms: 'TIPHYS_FORMS',
  /** Prefix of the variable that holds the text of input `i`: `TIPHYS_INPUT_0`. */
  input: 'TIPHYS_INPUT_',
  /** Prefix of the variable that holds the path of the file of input `i`, for inputs that arrive as an artifact. */
  inputFile: 'TIPHYS_INPUT_FILE_',
  /** Path of the file for the output value (JSON text). */
  output: 'TIPHYS_OUTPUT',
  /** Path of the file for the output in loop form (JSON list of the elements' JSON texts). */
  outputItems: 'TIPHYS_OUTPUT_ITEMS',
  /** Path of the artifact for a large value (JSON text) or a file. */
  outputFile: 'TIPHYS_OUTPUT_FILE',
} as const;

/** Names of the parameters and artifacts of a component template. @internal */
export const taskNames = {
  /** Input parameter with the forms of all arguments. */
  forms: 'tiphys-forms',
  /** Output parameter with the JSON text of the returned value. */
  output: 'output',
  /** Output parameter with the returned list in loop form. */
  outputItems: 'output-items',
  /** Output artifact with a large value or a file. */
  outputFile: 'output-file',
} as const;

/**
 * The form in which an argument arrives. Nothing is guessed from the text. See docs/wire-format.md#forms-of-arguments.
 *
 * - `value`: JSON text of the value
 * - `absent`: not given; the text is empty
 * - `text`: the text itself is the value (a string)
 * - `loop`: JSON list of maps name -> JSON text, as Argo aggregates the outputs of a loop; the value is the list of `field` of each, or of
 *   objects of all `fields` (result name -> parameter name) when the loop's body returned an object
 * - `map`: one such map (an item of a loop over the results of a loop)
 *
 * @internal
 */
export type ArgumentForm =
  | { readonly kind: 'value' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'text' }
  | { readonly kind: 'loop' | 'map'; readonly field: string }
  | { readonly kind: 'loop' | 'map'; readonly fields: Readonly<Record<string, string>> };

/**
 * The largest output, in bytes, that a task may hand on as a parameter.
 *
 * Linux limits one string of an environment to 128 KiB, the variable's name and the final NUL included.
 *
 * @internal
 */
export const maximumParameterBytes: number = 131_072 - 32;
