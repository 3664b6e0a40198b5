/** The code of every error of this package, with what it means and what to do. */
export const convertCodes = {
  CONVERT_TARGET:
    'A field cannot be expressed in the target version of Argo. Remove the field, or choose a newer target.',
} as const;
