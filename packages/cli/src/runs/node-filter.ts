import type { NodeStatus } from '@tiphys/models';
import type { OptionSpec, ParsedArguments } from '../line/command.ts';
import { CliError } from '../world/cli-error.ts';

const PHASES = ['Pending', 'Running', 'Succeeded', 'Skipped', 'Omitted', 'Failed', 'Error'];

/** The options that choose which nodes of a run are shown. */
export const nodeFilterOptions: Readonly<Record<string, OptionSpec>> = {
  status: {
    summary: `Show only nodes in these phases: ${PHASES.join(', ')}`,
    type: 'text',
    value: 'PHASE,PHASE',
  },
  'node-field-selector': {
    summary: 'Show only nodes with these fields, such as displayName=approve or templateName=check',
    type: 'text',
    value: 'SELECTOR',
  },
};

/** Tells whether a node is shown. */
export type ShowsNode = (node: NodeStatus) => boolean;

/**
 * Returns what {@link nodeFilterOptions} choose; undefined if none of them is given.
 *
 * @throws CliError `CLI_OPTION_VALUE`; OperationError `OPERATIONS_SELECTOR`
 */
export async function readNodeFilter(args: ParsedArguments): Promise<ShowsNode | undefined> {
  const phases = args.text('status')?.split(',').map(readPhase);
  const text = args.text('node-field-selector');
  if (phases === undefined && text === undefined) return undefined;
  const { matchesNode, parseNodeFieldSelector } = await import('@tiphys/operations');
  const selector = parseNodeFieldSelector(text ?? '');
  return (node) =>
    (phases === undefined || phases.includes(node.phase ?? 'Pending')) && matchesNode(selector, node);
}

function readPhase(word: string): string {
  const phase = PHASES.find((one) => one.toLowerCase() === word.trim().toLowerCase());
  if (phase !== undefined) return phase;
  throw new CliError('CLI_OPTION_VALUE', `--status takes ${PHASES.join(', ')}, not "${word}".`);
}
