import { argoFunctions } from '../runtime/argo-functions.ts';

/** Tells whether Argo adds a function of this name, such as `asInt` or `sprig.trim`. Builtins of expr-lang have their own kind of node. */
export function isArgoFunction(path: readonly string[]): boolean {
  const [name = '', member, ...rest] = path;
  if (!Object.hasOwn(argoFunctions, name) || rest.length > 0) return false;
  if (member === undefined) return name !== 'sprig';
  const members = argoFunctions[name];
  return typeof members === 'object' && members !== null && Object.hasOwn(members, member);
}

/** Lists the functions that Argo adds. Those of sprig are listed as `sprig.trim`. */
export function argoFunctionNames(): readonly string[] {
  return Object.entries(argoFunctions).flatMap(([name, value]) =>
    name === 'sprig' && typeof value === 'object' && value !== null
      ? Object.keys(value).map((member) => `sprig.${member}`)
      : [name],
  );
}
