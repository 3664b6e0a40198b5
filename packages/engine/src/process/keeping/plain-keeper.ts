import { KEEPER, PLAIN_FIRST_PROCESS } from './keeper-scripts.ts';
import type { KeeperPlan } from './keepers.ts';
import type { Tools } from './tools.ts';

/** Returns the keeper of tasks that start their own namespaces, or need none. */
export function plainKeeper(tools: Tools): KeeperPlan {
  const kind = tools.setsid === undefined ? 'once' : 'session';
  return {
    kind,
    directory: undefined,
    isOwn: kind === 'once',
    commandIn: (directory, entrances) => [
      ...[tools.sh, '-c', KEEPER, 'tiphys-keeper', directory, kind],
      ...[tools.tee, tools.tail, tools.mkfifo],
      ...[String(entrances.length), ...entrances],
      ...(tools.setsid === undefined ? [] : [tools.setsid]),
      ...[tools.sh, '-c', PLAIN_FIRST_PROCESS, directory, kind],
    ],
  };
}
