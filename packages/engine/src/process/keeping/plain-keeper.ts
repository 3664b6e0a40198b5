import { PLAIN_KEEPER } from './keeper-scripts.ts';
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
      ...[tools.sh, '-c', PLAIN_KEEPER, 'tiphys-keeper', directory],
      ...[tools.tee, tools.tail, tools.mkfifo, kind],
      ...[String(entrances.length), ...entrances],
    ],
  };
}

/** Returns what starts a task of a plain keeper in a session of its own. */
export function inSession(tools: Tools): readonly string[] {
  return tools.setsid === undefined ? [] : [tools.setsid];
}
