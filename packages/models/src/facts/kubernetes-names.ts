const LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const WORD = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/**
 * Tells whether a string is an RFC 1123 label, such as the name of a namespace.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export function isLabelName(text: string): boolean {
  return LABEL.test(text) && text.length <= 63;
}

/** Tells whether a string is an RFC 1123 subdomain, such as the name of a Secret or a service account. */
export function isSubdomain(text: string): boolean {
  return SUBDOMAIN.test(text) && text.length <= 253;
}

/**
 * Tells whether a string can be the key of a label or an annotation: `team`, `example.com/team`.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function isQualifiedName(text: string): boolean {
  const slash = text.indexOf('/');
  if (slash !== -1 && !isSubdomain(text.slice(0, slash))) return false;
  const name = text.slice(slash + 1);
  return WORD.test(name) && name.length <= 63;
}

/** Tells whether a string can be the value of a label. */
export function isLabelValue(text: string): boolean {
  return text === '' || (WORD.test(text) && text.length <= 63);
}

/** Tells whether a string can be a key in a Secret or a ConfigMap. */
export function isDataKey(text: string): boolean {
  return /^[-._a-zA-Z0-9]{1,253}$/.test(text) && text !== '.' && !text.startsWith('..');
}
