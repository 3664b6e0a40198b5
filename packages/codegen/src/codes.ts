/** The code of every error of this package, with what it means and what to do. */
export const codegenCodes = {
  CODEGEN_CYCLE: 'A definition of the schema refers only to itself. Fix the schema.',
  CODEGEN_FOREIGN_FILE:
    'The folder for the models contains a file that was not generated and would be lost. Move it, or generate the models into their own folder.',
  CODEGEN_MISSING_DEFINITION:
    'A definition refers to one that the schema does not have. Fix the schema, or import all of it.',
  CODEGEN_NAME_CLASH:
    'Two definitions would be generated into the same file. Rename one of them in the schema.',
  CODEGEN_TEXTS: 'The hover texts could not be read. Check the file that the message names.',
  CODEGEN_UNPRINTABLE:
    'A type of the schema cannot be written in TypeScript. Fix the definition that the message names.',
  CODEGEN_WRITE:
    'The models could not be written; nothing was changed. Check the permissions and the free space.',
} as const;
