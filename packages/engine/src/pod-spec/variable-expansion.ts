/** Replaces `$(NAME)` as Kubernetes does in commands, arguments and values of variables: `$$` is a dollar, and an unknown name stays. */
export function expandVariables(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replaceAll(/\$(?:\$|\(([^)]*)\))/g, (whole, name: string | undefined) =>
    name === undefined ? '$' : (variables.get(name) ?? whole),
  );
}
