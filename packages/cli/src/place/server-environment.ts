import type { ParsedArguments } from '../line/command.ts';

/** Returns the variables that describe the Argo Server, as the options of a command change them. */
export function readServerEnvironment(
  args: ParsedArguments,
  env: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const token = args.text('token');
  const isInsecure = args.flag('insecure-skip-verify') || args.flag('insecure-skip-tls-verify');
  const changes: Readonly<Record<string, string | undefined>> = {
    ARGO_SERVER: args.text('server') ?? args.text('argo-server'),
    ARGO_SECURE: args.isOff('secure') ? 'false' : args.flag('secure') ? 'true' : undefined,
    ARGO_INSECURE_SKIP_VERIFY: isInsecure ? 'true' : undefined,
    ARGO_BASE_HREF: args.text('argo-base-href'),
    // The variable holds the value of the whole header.
    ARGO_TOKEN: token === undefined || /^(?:Bearer|Basic) /i.test(token) ? token : `Bearer ${token}`,
    ARGO_NAMESPACE: args.text('namespace'),
    ARGO_INSTANCEID: args.text('instanceid'),
  };
  const given = Object.entries(changes).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return { ...env, ...Object.fromEntries(given) };
}
