/*
 * The variables below are the interface between a component template and the code inside it: the compiler writes them into the `env` of the
 * template, and the task code reads them. Input `i` is the i-th input of the component. Output paths are variables, so that a runner can
 * place the files anywhere. The variables of the output number `i` of a function with several outputs end with `_i`: `TIPHYS_OUTPUT_0`.
 */

/** JSON object: input name -> {@link ArgumentForm}. */
export const FORMS_VARIABLE = 'TIPHYS_FORMS';
/** Prefix of the variable with the text of input `i`: `TIPHYS_INPUT_0`. */
export const INPUT_VARIABLE = 'TIPHYS_INPUT_';
/** Prefix of the variable with the path of the file of input `i`, for inputs that are artifacts. */
export const INPUT_FILE_VARIABLE = 'TIPHYS_INPUT_FILE_';
/** Path of the file for the output value (JSON text). */
export const OUTPUT_VARIABLE = 'TIPHYS_OUTPUT';
/** Path of the file for the output in loop form (JSON list of the elements' JSON texts). */
export const ITEMS_VARIABLE = 'TIPHYS_OUTPUT_ITEMS';
/** Path of the artifact for a large value (JSON text) or a file. */
export const FILE_VARIABLE = 'TIPHYS_OUTPUT_FILE';

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
  /** Input parameter with the key of a file that a loop collects. */
  fileKey: 'tiphys-file-key',
  /** Input parameter of a loop's template: the key of the folder for the files of its body. */
  filesKey: 'tiphys-files-key',
} as const;

const PARAMETER_NAME = /^[-a-zA-Z0-9_]+$/;

/** Returns the name of the output for a field of a result: that of the field, if Argo allows it. @internal */
export function fieldOutputName(field: string, index: number): string {
  return PARAMETER_NAME.test(field) ? field : `${taskNames.output}-${index}`;
}

/** Returns the name of the output with a field in loop form. @internal */
export function fieldItemsName(index: number): string {
  return `${taskNames.outputItems}-${index}`;
}

/**
 * The form of an argument. Tasks never guess it from the text. See docs/wire-format.md#forms-of-arguments.
 *
 * - `value`: JSON text of the value
 * - `absent`: omitted; the text is empty
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

/** Maximum size of an environment variable in Linux, in bytes: its name, an equals sign, its value and a NUL. */
export const MAXIMUM_VARIABLE_BYTES = 131_072;

/**
 * Maximum size, in bytes, of an output that is a parameter: tasks get it in an environment variable with a name of up to 30 bytes.
 *
 * @internal
 */
export const maximumParameterBytes = 131_040;
