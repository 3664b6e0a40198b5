import type { ParsedArguments } from '../line/command.ts';
import { CliError } from '../world/cli-error.ts';
import type { World } from '../world/world.ts';
import { allNamespacesOption, clusterOptions, kubernetesOptions, serverOptions } from './cluster-options.ts';

/** Where a command looks: on this machine, through the Argo Server, or through the Kubernetes API. */
export type PlaceKind = 'local' | 'server' | 'kube';

/** The chosen place. */
export interface PlaceChoice {
  readonly kind: PlaceKind;
  /** The option or the variable that chose it. Undefined for the default. */
  readonly by: string | undefined;
}

/** Options of {@link choosePlace}. */
export interface ChoosePlaceOptions {
  /** Whether the command makes sense in a cluster only. @default false */
  readonly needsCluster?: boolean | undefined;
}

const KINDS: readonly PlaceKind[] = ['local', 'server', 'kube'];

/** The options that choose a place by themselves. */
const CHOOSING: Readonly<Record<string, PlaceKind>> = {
  local: 'local',
  server: 'server',
  'argo-server': 'server',
  kube: 'kube',
  context: 'kube',
  kubeconfig: 'kube',
};

/**
 * Returns the place that options choose, or else the variable `TIPHYS_PLACE`, or else the default: for commands that need a cluster, the Argo Server
 * if `ARGO_SERVER` is set, or else the Kubernetes API; for all others this machine, so that a variable that happens to be set leads no command to a
 * cluster.
 *
 * @throws CliError `CLI_CONFLICTING_OPTIONS` if options lead to different places, or one does not apply to the place; `CLI_PLACE` if the variable has
 * another value, or the command needs a cluster
 */
export function choosePlace(
  args: ParsedArguments,
  { env }: Pick<World, 'env'>,
  { needsCluster = false }: ChoosePlaceOptions = {},
): PlaceChoice {
  const choice = chosenByOption(args) ?? chosenByVariable(env.TIPHYS_PLACE) ?? byDefault(env, needsCluster);
  assertApplicable(args, choice);
  if (!needsCluster || choice.kind !== 'local') return choice;
  throw new CliError(
    'CLI_PLACE',
    `This command needs a cluster, but ${choice.by} chooses this machine. Pass --server URL or --kube. \`tiphys run\` runs a workflow on this machine.`,
  );
}

function isGiven(args: ParsedArguments, name: string): boolean {
  return args.flag(name) || args.isOff(name) || args.text(name) !== undefined || args.list(name).length > 0;
}

function chosenByOption(args: ParsedArguments): PlaceChoice | undefined {
  const given = Object.entries(CHOOSING).filter(([name]) => args.flag(name) || args.text(name) !== undefined);
  const [first] = given;
  const other = given.find(([, kind]) => kind !== first?.[1]);
  if (first === undefined) return undefined;
  if (other !== undefined)
    throw new CliError(
      'CLI_CONFLICTING_OPTIONS',
      `--${first[0]} and --${other[0]} lead to different places. Remove one of them.`,
    );
  return { kind: first[1], by: `--${first[0]}` };
}

function chosenByVariable(word: string | undefined): PlaceChoice | undefined {
  if (word === undefined || word === '') return undefined;
  const kind = KINDS.find((one) => one === word);
  if (kind !== undefined) return { kind, by: `TIPHYS_PLACE=${word}` };
  throw new CliError(
    'CLI_PLACE',
    `The variable TIPHYS_PLACE must be ${KINDS.slice(0, -1).join(', ')} or ${KINDS.at(-1)}, not "${word}".`,
  );
}

function byDefault(env: World['env'], needsCluster: boolean): PlaceChoice {
  if (!needsCluster) return { kind: 'local', by: undefined };
  return { kind: (env.ARGO_SERVER ?? '') === '' ? 'kube' : 'server', by: undefined };
}

/** An option that does not apply would be ignored, and the command would do something else than was meant. */
function assertApplicable(args: ParsedArguments, { kind }: PlaceChoice): void {
  const [names, advice] = inapplicable(kind);
  const found = names.find((name) => isGiven(args, name));
  if (found === undefined) return;
  throw new CliError('CLI_CONFLICTING_OPTIONS', `--${found} ${advice}`);
}

function inapplicable(kind: PlaceKind): readonly [readonly string[], string] {
  switch (kind) {
    case 'local':
      return [
        [...Object.keys(clusterOptions), ...Object.keys(allNamespacesOption)],
        'is about a cluster, but this command looks at the runs on this machine. Add --server URL or --kube, or set TIPHYS_PLACE.',
      ];
    case 'server':
      return [
        ['store', ...Object.keys(kubernetesOptions)],
        'does not apply to the Argo Server. Remove it, or choose another place.',
      ];
    case 'kube':
      return [
        ['store', ...Object.keys(serverOptions)],
        'does not apply to the Kubernetes API. Remove it, or pass --server URL.',
      ];
  }
}
