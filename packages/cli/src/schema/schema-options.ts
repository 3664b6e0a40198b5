import type { OptionSpec } from '../line/command.ts';

/** Options of the commands that take Argo's schema in. */
export const schemaOptions: { readonly output: OptionSpec; readonly models: OptionSpec } = {
  output: {
    summary: 'Keep the definitions below this folder (default: schemas/argo)',
    type: 'text',
    short: 'o',
    value: 'FOLDER',
    completes: 'directory',
  },
  models: {
    summary: 'Also generate TypeScript models with doc comments into this folder',
    type: 'text',
    value: 'FOLDER',
    completes: 'directory',
  },
};
