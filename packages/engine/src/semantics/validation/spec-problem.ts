/** Thrown for an invalid spec, with the message of Argo's validation. */
export class SpecProblem extends Error {}

/**
 * Returns the result of a check. The message of a problem gets a prefix that says where it is.
 *
 * @throws SpecProblem `<prefix><message>`
 */
export function withPrefix<T>(prefix: string, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (error instanceof SpecProblem) throw new SpecProblem(`${prefix}${error.message}`);
    throw error;
  }
}
