import type { World } from '../world/world.ts';
import type { OptionSpec, ParsedArguments } from './command.ts';

/** The option of commands that load generated modules. */
export const frozenOption: Readonly<Record<string, OptionSpec>> = {
  frozen: {
    summary: 'Fail if a generated module is stale instead of regenerating it (default if CI is set)',
    type: 'flag',
  },
};

/** Tells whether stale generated modules are an error: with `--frozen`, and by default if the variable `CI` is set. */
export function isFrozen(args: ParsedArguments, world: World): boolean {
  return args.flag('frozen') || !['', '0', 'false'].includes((world.env.CI ?? '').toLowerCase());
}
