/** The code of every error of this package, with what it means and what to do. */
export const convertCodes = {
  CONVERT_TARGET:
    'The target version of Argo has no form for a field. Remove the field, or choose a newer target.',
} as const;
