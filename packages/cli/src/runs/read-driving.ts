import type { ParsedArguments } from '../line/command.ts';
import type { DrivingOptions } from '../place/driving-options.ts';
import type { World } from '../world/world.ts';
import { isForPrograms } from './print-run.ts';

/** Returns how a run goes on that a command starts or continues, as the options `--wait`, `--watch` and `--log` say. */
export function readDriving(args: ParsedArguments, world: World): DrivingOptions {
  const forPrograms = isForPrograms(args);
  const [wait, watch, log] = [args.flag('wait'), args.flag('watch'), args.flag('log')];
  return {
    follow: wait || watch || log,
    silent: (forPrograms && !watch) || (wait && !watch),
    log,
    objects: args.list('with'),
    printLog: forPrograms ? world.terminal.err : undefined,
  };
}
