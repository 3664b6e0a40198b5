/**
 * Replaces `$(NAME)` as Kubernetes does in commands, arguments, values of variables and paths of mounts: `$$` is a dollar. An unknown name stays, unless
 * there is a function for it.
 */
export function expandVariables(
  text: string,
  variables: ReadonlyMap<string, string>,
  unknown: (name: string) => string = (name) => `$(${name})`,
): string {
  return text.replaceAll(/\$(?:\$|\(([^)]*)\))/g, (_whole, name: string | undefined) =>
    name === undefined ? '$' : (variables.get(name) ?? unknown(name)),
  );
}
