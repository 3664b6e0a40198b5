import type { ParsedArguments } from '../line/command.ts';

/** The variables that describe the Argo Server, and the options that have set some of them. */
export interface ServerEnvironment {
  readonly env: Readonly<Record<string, string>>;
  /** The options by the names of their variables. */
  readonly options: Readonly<Record<string, string>>;
}

/** Returns the variables that describe the Argo Server, as the options of a command change them. */
export function readServerEnvironment(
  args: ParsedArguments,
  env: Readonly<Record<string, string>>,
): ServerEnvironment {
  const isInsecure = args.flag('insecure-skip-verify') || args.flag('insecure-skip-tls-verify');
  const server = args.text('server') === undefined ? 'argo-server' : 'server';
  const given: readonly (readonly [variable: string, option: string, value: string | undefined])[] = [
    ['ARGO_SERVER', server, args.text(server)],
    ['ARGO_SECURE', 'secure', args.isOff('secure') ? 'false' : args.flag('secure') ? 'true' : undefined],
    ['ARGO_INSECURE_SKIP_VERIFY', 'insecure-skip-verify', isInsecure ? 'true' : undefined],
    ['ARGO_BASE_HREF', 'argo-base-href', args.text('argo-base-href')],
    ['ARGO_TOKEN', 'token', args.text('token')],
    ['ARGO_NAMESPACE', 'namespace', args.text('namespace')],
    ['ARGO_INSTANCEID', 'instanceid', args.text('instanceid')],
  ];
  const set = given.flatMap(([variable, option, value]) =>
    value === undefined ? [] : [{ variable, option: `--${option}`, value }],
  );
  return {
    env: { ...env, ...Object.fromEntries(set.map(({ variable, value }) => [variable, value])) },
    options: Object.fromEntries(set.map(({ variable, option }) => [variable, option])),
  };
}
