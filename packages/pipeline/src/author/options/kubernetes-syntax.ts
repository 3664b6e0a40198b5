const HOST = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][-a-zA-Z0-9]*[a-zA-Z0-9])';
const REGISTRY = `(?:${HOST}(?:\\.${HOST})*|\\[[0-9a-fA-F:]+\\])(?::\\d+)?`;
const PATH_PART = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const TAG = '[A-Za-z0-9_][-.A-Za-z0-9_]{0,127}';
const DIGEST = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';
const IMAGE = new RegExp(`^((?:${REGISTRY}/)?${PATH_PART}(?:/${PATH_PART})*)(?::${TAG})?(?:@${DIGEST})?$`);

/**
 * Tells whether a string is an image reference: `node:24-slim`, `registry.example:5000/a/b@sha256:...`.
 *
 * @see https://pkg.go.dev/github.com/distribution/reference
 */
export function isImageReference(text: string): boolean {
  const name = IMAGE.exec(text)?.[1];
  return name !== undefined && name.length <= 255;
}

const QUANTITY = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))([eE][+-]?\d+|[numkMGTPE]|[KMGTPE]i)?$/;
const DECIMAL_SUFFIXES = 'num kMGTPE';
const BINARY_SUFFIXES = 'KMGTPE';

/**
 * Returns the value of a Kubernetes quantity such as `500m` or `1Gi`; undefined for other texts.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function readQuantity(text: string): number | undefined {
  const [, number, suffix = ''] = QUANTITY.exec(text) ?? [];
  if (number === undefined) return undefined;
  if (suffix.endsWith('i')) return Number(number) * 1024 ** (BINARY_SUFFIXES.indexOf(suffix.charAt(0)) + 1);
  if (/^[eE]./.test(suffix)) return Number(`${number}${suffix}`);
  const power = suffix === '' ? 0 : DECIMAL_SUFFIXES.indexOf(suffix) - DECIMAL_SUFFIXES.indexOf(' ');
  return Number(number) * 1000 ** power;
}
