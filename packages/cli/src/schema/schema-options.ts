import type { OptionSpec } from '../line/command.ts';

/** The options of commands that import the schema of Argo. */
export const schemaOptions: { readonly output: OptionSpec; readonly models: OptionSpec } = {
  output: {
    summary: 'Write the definitions to this folder (default: schemas/argo)',
    type: 'text',
    short: 'o',
    value: 'FOLDER',
    completes: 'directory',
  },
  models: {
    summary: 'Also generate TypeScript models with doc comments in this folder',
    type: 'text',
    value: 'FOLDER',
    completes: 'directory',
  },
};
