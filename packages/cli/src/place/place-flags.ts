import type { ParsedArguments } from '../line/command.ts';
import type { World } from '../world/world.ts';
import type { PlaceChoice } from './choose-place.ts';

/**
 * Returns the options that lead other commands to the same cluster, with a space before each. Tokens and headers are never part of them.
 *
 * Nothing for what a variable chose, since that holds for other commands, too.
 */
export function placeFlags(choice: PlaceChoice, args: ParsedArguments, { env }: Pick<World, 'env'>): string {
  const words: string[] = [];
  const add = (name: string, value: string | undefined): void => {
    if (value !== undefined) words.push(`--${name} ${quoted(value)}`);
  };
  if (choice.kind === 'server' && !isByVariable(choice))
    add('server', args.text('server') ?? args.text('argo-server') ?? env.ARGO_SERVER);
  if (choice.kind === 'kube' && !isByVariable(choice)) {
    add('context', args.text('context'));
    add('kubeconfig', args.text('kubeconfig'));
    if (words.length === 0) words.push('--kube');
  }
  const namespace = args.text('namespace');
  if (namespace !== undefined) words.push(`-n ${quoted(namespace)}`);
  return words.map((word) => ` ${word}`).join('');
}

function isByVariable({ by }: PlaceChoice): boolean {
  return by?.startsWith('TIPHYS_PLACE') === true;
}

/** Returns a word as a shell takes it. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
