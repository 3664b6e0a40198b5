/** The code of every error of this package, with what it means and what to do. */
export const yamlCodes = {
  YAML_ALIAS: 'An alias has no anchor, or aliases expand the document too much. Write the value out.',
  YAML_DUPLICATE_KEY: 'A mapping has the same key twice. Remove one of them.',
  YAML_KEY: 'A key is not a string, a number or a boolean. Put it in quotes.',
  YAML_NUMBER: 'JSON cannot represent a number, such as infinity. Put it in quotes.',
  YAML_OBJECT: 'A document is not an object with `apiVersion` and `kind`. Add them, or remove the document.',
  YAML_SYNTAX: 'The text is not valid YAML. Fix the line that the message names.',
  YAML_UNWRITABLE:
    'YAML cannot represent a value, such as a function or a cycle. Use strings, finite numbers, booleans, null, lists and plain objects.',
} as const;
