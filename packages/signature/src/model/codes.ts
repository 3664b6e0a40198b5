/** Every error code of this package, with its meaning and what to do about it. */
export const signatureProblemCodes = {
  SIGNATURE_FILE_MISSING: 'A file does not exist or cannot be read. Check the path.',
  SIGNATURE_CONFIG: 'The tsconfig.json of the file is invalid or cannot be read. Fix it.',
  SIGNATURE_SYNTAX: 'The file is not valid TypeScript. Fix the line that the message names.',
  SIGNATURE_TOO_DEEP:
    'Code or types are nested too deeply for the TypeScript compiler. Move inner parts into separate types or functions.',
  SIGNATURE_UNRESOLVED_IMPORT:
    'An imported module, or a name imported from it, does not exist. Install the package, or fix the import.',
  SIGNATURE_UNRESOLVED_TYPE: 'A type in a signature does not exist. Import or declare it.',
  SIGNATURE_ANY_TYPE:
    'A type is `any`, so the shape of the values is unknown. Declare the type, or use `unknown` to accept any JSON value.',
  SIGNATURE_UNSUPPORTED_TYPE:
    'JSON cannot represent values of a type, such as Date or Map. Use the type that the message suggests.',
  SIGNATURE_GENERIC:
    'A type parameter has neither a constraint nor a default. Use a concrete type, or add a constraint.',
  SIGNATURE_MISPLACED_MARKER:
    'InputFile, OutputFile, Large or SecretText is nested inside another type, or a marker for inputs is used for an output, or the other way round. Take InputFile, InputFile[] or SecretText, return OutputFile, and mark a whole input, a whole result or a field of a result.',
  SIGNATURE_REST_PARAMETER: 'A rest parameter cannot become an input. Take a list instead.',
  SIGNATURE_THIS_PARAMETER: 'A function uses `this`, which a task does not have. Pass it as a parameter.',
  SIGNATURE_PARAMETER_PATTERN:
    'A destructured parameter has no name, so neither does its input. Give the parameter a name, or take one object with all inputs.',
  SIGNATURE_GENERATOR: 'JSON cannot represent the result of a generator. Return a list.',
  SIGNATURE_OVERLOADS:
    'A function has overloads. Give it one signature, with a union or optional parameters.',
  SIGNATURE_CLASS:
    'A class is exported where functions are expected. Move it to a separate file, or mark it `@internal`.',
  SIGNATURE_FUNCTION_VALUE:
    'The parameters of an exported function cannot be read from its export. Write `export function name(...)`, or mark it `@internal`.',
  SIGNATURE_DEFAULT_EXPORT:
    'A function is exported without a name. Write `export function name(...)`, or mark it `@internal`.',
  SIGNATURE_PIPELINE_INPUT: 'An `input()` of a pipeline has no type. Write `input<string>()`.',
  SIGNATURE_SCHEMA:
    'The first argument of `checked` is not a schema. Pass a schema of zod, valibot, arktype or another library that follows Standard Schema.',
} as const;
