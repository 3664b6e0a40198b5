import { hasExpandedDollars } from '../../ir/wire/expanded-dollars.ts';

/** A dollar sign in a string of JSON text. */
export const ESCAPED_DOLLAR = '\\u0024';

/**
 * Returns plain text that Argo's executor reads as it was given. Argo passes templates to it in a variable of the pod, in which Kubernetes turns `$$`
 * into `$` and expands `$(NAME)`.
 */
export function doubledDollars(plain: string): string {
  return hasExpandedDollars(plain) ? plain.replaceAll('$', '$$$$') : plain;
}
