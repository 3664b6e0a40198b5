import type { OptionSpec } from '../line/command.ts';

/** The option that says where local runs are. */
export const storeOption: { readonly store: OptionSpec } = {
  store: {
    summary: 'Use the runs in this folder (default: TIPHYS_STORE, or .tiphys of the project)',
    type: 'text',
    value: 'FOLDER',
    completes: 'directory',
  },
};
