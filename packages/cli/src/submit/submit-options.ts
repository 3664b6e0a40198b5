import { isLabelValue, isQualifiedName, isSubdomain } from '@tiphys/models/facts';
import type { OptionSpec, ParsedArguments } from '../line/command.ts';
import { CliError } from '../world/cli-error.ts';

/** The options that change the workflow that is submitted. They have the names of `argo submit`. */
export const changeOptions: Readonly<Record<string, OptionSpec>> = {
  entrypoint: { summary: 'Start at this template', type: 'text', value: 'NAME' },
  name: { summary: 'Set the name of the run', type: 'text', value: 'NAME' },
  'generate-name': { summary: 'Set the start of the name of the run', type: 'text', value: 'PREFIX' },
  labels: {
    summary: 'Add labels to the run, separated by commas',
    type: 'list',
    short: 'l',
    value: 'KEY=VALUE',
  },
  serviceaccount: { summary: 'Run the pods with this service account', type: 'text', value: 'NAME' },
  priority: { summary: 'Set the priority of the run', type: 'text', value: 'NUMBER' },
  'scheduled-time': {
    summary: 'Set the time for which the run is scheduled (RFC 3339)',
    type: 'text',
    value: 'TIME',
  },
};

const { entrypoint: _entrypoint, name: _name, ...others } = changeOptions;

/** The options of {@link changeOptions} besides the entrypoint and the name. */
export const otherChangeOptions: Readonly<Record<string, OptionSpec>> = others;

/** The values of {@link changeOptions}, without the entrypoint. */
export interface WorkflowChanges {
  readonly name?: string;
  readonly generateName?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly serviceAccount?: string;
  readonly priority?: number;
}

/** The annotation that Argo reads `{{workflow.scheduledTime}}` from. */
const SCHEDULED_TIME = 'workflows.argoproj.io/scheduled-time';

/**
 * Returns the values of {@link changeOptions}.
 *
 * @throws CliError `CLI_OPTION_VALUE`, `CLI_CONFLICTING_OPTIONS`
 */
export function readChanges(args: ParsedArguments): WorkflowChanges {
  const name = args.text('name');
  assertNames({ name });
  return { ...readOtherChanges(args), ...(name !== undefined && { name }) };
}

/**
 * Returns the values of {@link otherChangeOptions}.
 *
 * @throws CliError `CLI_OPTION_VALUE`, `CLI_CONFLICTING_OPTIONS`
 */
export function readOtherChanges(args: ParsedArguments): Omit<WorkflowChanges, 'name'> {
  const [generateName, serviceAccount] = [args.text('generate-name'), args.text('serviceaccount')];
  if (args.text('name') !== undefined && generateName !== undefined)
    throw new CliError(
      'CLI_CONFLICTING_OPTIONS',
      '--name sets the whole name, so --generate-name would be ignored. Remove one of them.',
    );
  assertNames({ 'generate-name': generateName, serviceaccount: serviceAccount });
  const labels = readLabels(args.list('labels'));
  const priority = readPriority(args);
  const time = readTime(args);
  return {
    ...(generateName !== undefined && { generateName }),
    ...(Object.keys(labels).length > 0 && { labels }),
    ...(time !== undefined && { annotations: { [SCHEDULED_TIME]: time } }),
    ...(serviceAccount !== undefined && { serviceAccount }),
    ...(priority !== undefined && { priority }),
  };
}

/**
 * Checks the names that options set. Kubernetes would refuse some of them, perhaps after other workflows were sent. A generated name goes on behind its
 * start.
 *
 * @throws CliError `CLI_OPTION_VALUE`
 */
export function assertNames(names: Readonly<Record<string, string | undefined>>): void {
  for (const [option, name] of Object.entries(names)) {
    if (name === undefined || isSubdomain(option === 'generate-name' ? `${name}x` : name)) continue;
    throw new CliError(
      'CLI_OPTION_VALUE',
      `--${option} takes lowercase letters, digits, "." and "-", with a letter or digit at both ends, not "${name}".`,
    );
  }
}

/**
 * Returns the integer of `--priority`; undefined if it is not given.
 *
 * @throws CliError `CLI_OPTION_VALUE`
 */
export function readPriority(args: ParsedArguments): number | undefined {
  const text = args.text('priority');
  if (text === undefined) return undefined;
  if (/^-?\d{1,9}$/.test(text)) return Number(text);
  throw new CliError('CLI_OPTION_VALUE', `--priority takes an integer, not "${text}".`);
}

/**
 * Returns the labels of words such as `app=web,tier=back`.
 *
 * @throws CliError `CLI_OPTION_VALUE`
 */
export function readLabels(words: readonly string[]): Readonly<Record<string, string>> {
  const pairs = words.flatMap((word) => word.split(',')).filter((word) => word !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      const [key, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
      if (at > 0 && (!isQualifiedName(key) || !isLabelValue(value)))
        throw new CliError(
          'CLI_OPTION_VALUE',
          `--labels: Kubernetes does not take the label "${pair}". Use letters, digits, ".", "-" and "_", with a letter or digit at both ends, and at most 63 of them.`,
        );
      if (at > 0) return [key, value];
      throw new CliError(
        'CLI_OPTION_VALUE',
        `--labels takes KEY=VALUE,KEY=VALUE, not "${pair}". For example: --labels app=web,tier=back`,
      );
    }),
  );
}

function readTime(args: ParsedArguments): string | undefined {
  const text = args.text('scheduled-time');
  if (text === undefined) return undefined;
  if (/^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new CliError(
    'CLI_OPTION_VALUE',
    `--scheduled-time takes a time such as 2026-01-01T00:00:00Z, not "${text}".`,
  );
}
