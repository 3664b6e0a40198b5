import type { ParsedArguments } from '../line/command.ts';
import type { DrivingOptions } from '../place/driving-options.ts';
import type { World } from '../world/world.ts';
import { formatOf } from './print-run.ts';

/** Returns how a run goes on that a command starts or continues, as the options `--wait`, `--watch` and `--log` say. */
export function readDriving(args: ParsedArguments, world: World): DrivingOptions {
  const isForPrograms = ['json', 'yaml', 'name'].includes(formatOf(args) ?? '');
  const [wait, watch, log] = [args.flag('wait'), args.flag('watch'), args.flag('log')];
  return {
    follow: wait || watch || log,
    silent: (isForPrograms && !watch) || (wait && !watch),
    log,
    objects: args.list('with'),
    printLog: isForPrograms ? world.terminal.err : undefined,
  };
}
