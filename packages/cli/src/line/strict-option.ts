import type { OptionSpec } from './command.ts';

/** The option that `argo` has for what Tiphys always does. */
export const strictOption: { readonly strict: OptionSpec } = {
  strict: {
    summary: 'Accepted because argo has it: unknown fields are always errors',
    type: 'flag',
    alwaysOn: true,
  },
};
