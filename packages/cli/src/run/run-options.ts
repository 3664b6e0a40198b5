import type { ImageCommands, Limits } from '@tiphys/engine';
import type { OptionSpec, ParsedArguments } from '../line/command.ts';
import { storeOption } from '../place/store-option.ts';
import { CliError } from '../world/cli-error.ts';
import type { World } from '../world/world.ts';
import { readPlugins } from './read-plugins.ts';

/** The options that control how a workflow runs. To add one, read it in {@link readRunOptions} and use it in `execute-run.ts`. */
export const runOptions: Readonly<Record<string, OptionSpec>> = {
  name: { summary: 'Set the name of the run', type: 'text', value: 'NAME' },
  ...storeOption,
  env: {
    summary: 'Set an environment variable of all tasks, or pass on that of this shell (NAME)',
    type: 'list',
    value: 'NAME=VALUE',
  },
  log: { summary: 'Print the output of the tasks instead of the live tree', type: 'flag' },
  executor: {
    summary:
      'Run functions in worker threads, which start faster than processes, or all tasks in containers of docker or podman, with their images (default: processes)',
    type: 'text',
    value: 'workers|docker|podman',
  },
  image: {
    summary: 'Set the command that an image runs by default; IMAGE is its name with or without the tag',
    type: 'list',
    value: 'IMAGE=COMMAND',
  },
  limit: {
    summary:
      'Set a limit: parameterBytes of an output parameter, unpackedBytes or archiveEntries of an archive, downloadBytes of a downloaded file, workflowBytes of the stored workflow, processes of a container',
    type: 'list',
    value: 'NAME=NUMBER',
  },
  'allow-host': {
    summary:
      'Let the workflow contact a host besides this machine: example.com, example.com:8443, *.example.com, or * for any',
    type: 'list',
    value: 'HOST',
  },
  plugin: {
    summary:
      'Call the plugin NAME of plugin templates at this URL; its token is read from TIPHYS_PLUGIN_TOKEN_NAME',
    type: 'list',
    value: 'NAME=URL',
  },
  cluster: {
    summary:
      'Let resource templates use the cluster of the current context of kubectl, instead of objects in the folder of the run',
    type: 'flag',
  },
  'remote-bucket': {
    summary: 'Use a real S3 bucket instead of a folder of the run; its host needs --allow-host',
    type: 'list',
    value: 'BUCKET',
  },
  'max-iterations': {
    summary: 'Set the maximum number of loop iterations in the run (default: 10000)',
    type: 'text',
    value: 'NUMBER',
  },
};

/** The values of {@link runOptions}. */
export interface RunOptions {
  readonly name: string | undefined;
  readonly store: string | undefined;
  readonly executor: 'processes' | 'workers' | 'docker' | 'podman' | undefined;
  /** Addresses of plugins by their names. */
  readonly plugins: Readonly<Record<string, string>>;
  /** The context of kubectl whose cluster is used. Absent without `--cluster`. */
  readonly cluster: string | undefined;
  readonly images: ImageCommands;
  readonly limits: Partial<Limits>;
  readonly allowedHosts: readonly string[];
  readonly remoteBuckets: readonly string[];
  readonly maximumIterations: number | undefined;
  /** Variables of `--env` with their values. */
  readonly variables: Readonly<Record<string, string>>;
  /** Variables of `--env` that are taken from the environment. */
  readonly passedOn: readonly string[];
  /** Whether the output of the tasks is printed. */
  readonly log: boolean;
}

/**
 * Returns the values of {@link runOptions}.
 *
 * @throws CliError `CLI_OPTION_VALUE`, `CLI_CONFLICTING_OPTIONS`; EngineError `ENGINE_KUBECTL`
 */
export async function readRunOptions(args: ParsedArguments, world: World): Promise<RunOptions> {
  return {
    name: args.text('name'),
    store: args.text('store'),
    executor: readExecutor(args),
    plugins: readPlugins(args.list('plugin')),
    cluster: args.flag('cluster') ? await findContext(world) : undefined,
    images: readImages(args.list('image')),
    limits: await readLimits(args.list('limit')),
    allowedHosts: readHosts(args.list('allow-host')),
    remoteBuckets: args.list('remote-bucket'),
    maximumIterations: readCount(args, 'max-iterations'),
    log: args.flag('log'),
    ...readVariables(args.list('env')),
  };
}

function readExecutor(args: ParsedArguments): RunOptions['executor'] {
  const word = args.text('executor');
  if (word === undefined || word === 'processes' || word === 'workers') return word;
  if (word !== 'docker' && word !== 'podman')
    throw new CliError(
      'CLI_OPTION_VALUE',
      `--executor takes processes, workers, docker or podman, not "${word}". For example: --executor docker`,
    );
  if (args.list('image').length > 0)
    throw new CliError(
      'CLI_CONFLICTING_OPTIONS',
      `--image sets the command of an image for processes. With --executor ${word}, a container runs the command of its image: remove --image.`,
    );
  return word;
}

async function findContext({ env }: World): Promise<string> {
  const { findKubectlContext } = await import('@tiphys/engine');
  return findKubectlContext({ environment: env });
}

function readVariables(words: readonly string[]): Pick<RunOptions, 'variables' | 'passedOn'> {
  const wrong = words.find((word) => !/^[A-Za-z_]\w*(?:=|$)/.test(word));
  if (wrong !== undefined)
    throw new CliError(
      'CLI_OPTION_VALUE',
      `--env takes NAME=VALUE, or NAME to pass on a variable, not "${wrong}". For example: --env MODE=fast`,
    );
  const assigned = words.filter((word) => word.includes('='));
  return {
    variables: Object.fromEntries(
      assigned.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]),
    ),
    passedOn: words.filter((word) => !word.includes('=')),
  };
}

async function readLimits(words: readonly string[]): Promise<Partial<Limits>> {
  if (words.length === 0) return {};
  const { defaultLimits } = await import('@tiphys/engine');
  const names = Object.keys(defaultLimits);
  return Object.fromEntries(
    words.map((word) => {
      const [name = '', number = ''] = word.split('=');
      if (!names.includes(name) || !/^\d{1,15}$/.test(number))
        throw new CliError(
          'CLI_OPTION_VALUE',
          `--limit takes NAME=NUMBER, not "${word}", where NAME is one of ${names.join(', ')}. For example: --limit parameterBytes=5000000`,
        );
      return [name, Number(number)];
    }),
  );
}

function readHosts(words: readonly string[]): readonly string[] {
  for (const word of words) {
    if (/^(?:\*|(?:\*\.)?[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(word)) continue;
    throw new CliError(
      'CLI_OPTION_VALUE',
      `--allow-host takes the name of a host, with or without a port, not "${word}". For example: --allow-host example.com`,
    );
  }
  return words;
}

function readImages(words: readonly string[]): ImageCommands {
  return Object.fromEntries(
    words.map((word) => {
      // The image may contain an equals sign in a tag: `app:{{=workflow.parameters.tag}}=sh`.
      const equals = /^(?:\{\{.*?\}\}|[^={])*/.exec(word)?.[0].length ?? 0;
      if (equals < 1 || word[equals] !== '=')
        throw new CliError(
          'CLI_OPTION_VALUE',
          `--image takes IMAGE=COMMAND, not "${word}". For example: --image busybox=sh`,
        );
      const entrypoint = word
        .slice(equals + 1)
        .split(' ')
        .filter((part) => part !== '');
      return [word.slice(0, equals), { entrypoint }];
    }),
  );
}

function readCount(args: ParsedArguments, name: string): number | undefined {
  const text = args.text(name);
  if (text === undefined) return undefined;
  const count = Number(text);
  if (/^\d+$/.test(text) && count > 0 && Number.isSafeInteger(count)) return count;
  throw new CliError('CLI_OPTION_VALUE', `--${name} must be a positive integer, not "${text}".`);
}
