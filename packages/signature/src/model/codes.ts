/** The code of every error of this package, with what it means and what to do. */
export const signatureProblemCodes = {
  SIGNATURE_FILE_NOT_FOUND: 'A file does not exist or cannot be read. Check the path.',
  SIGNATURE_CONFIG: 'The tsconfig.json that applies to the file cannot be used. Fix it.',
  SIGNATURE_SYNTAX: 'The file is not valid TypeScript. Fix the line that the message names.',
  SIGNATURE_TOO_DEEP:
    'Code or types nest too deeply for the TypeScript compiler. Move inner parts into types or functions of their own.',
  SIGNATURE_UNRESOLVED_IMPORT:
    'An imported module, or a name imported from it, does not exist. Install the package, or fix the import.',
  SIGNATURE_UNRESOLVED_TYPE: 'A type in a signature does not exist. Import or declare it.',
  SIGNATURE_ANY_TYPE:
    'A type is `any`, so nothing is known of the values. Declare the type, or use `unknown` for any JSON value.',
  SIGNATURE_UNSUPPORTED_TYPE:
    'JSON cannot carry values of a type, such as Date or Map. Use the type that the message names.',
  SIGNATURE_GENERIC:
    'A type parameter has neither a constraint nor a default. Use a concrete type, or add a constraint.',
  SIGNATURE_NESTED_MARKER:
    'InputFile, OutputFile or Large is inside another type. Make it an input of its own, or mark the whole type.',
  SIGNATURE_MISPLACED_MARKER:
    'InputFile is returned, OutputFile is taken, or a marker is where it has no meaning. Take InputFile and return OutputFile.',
  SIGNATURE_REST_PARAMETER: 'A rest parameter has no fixed inputs. Take a list.',
  SIGNATURE_THIS_PARAMETER: 'A function needs `this`, which a task does not have. Take it as a parameter.',
  SIGNATURE_PARAMETER_PATTERN:
    'A destructured parameter gives its input no name. Name the parameter, or take one object with all inputs.',
  SIGNATURE_GENERATOR: 'A generator returns no value that JSON can carry. Return a list.',
  SIGNATURE_OVERLOADS: 'A function has several signatures. Give it one, with a union or optional parameters.',
  SIGNATURE_CLASS:
    'A class is exported where functions are expected. Move it to a file of its own, or mark it `@internal`.',
  SIGNATURE_FUNCTION_VALUE:
    'A function is exported that is not written out there. Write `export function name(...)`, or mark it `@internal`.',
  SIGNATURE_DEFAULT_EXPORT:
    'A function is exported without a name. Write `export function name(...)`, or mark it `@internal`.',
  SIGNATURE_PIPELINE_INPUT: 'An `input()` of a pipeline has no type. Write `input<string>()`.',
} as const;
