import type { World } from '../world/world.ts';
import type { OptionSpec, ParsedArguments } from './command.ts';

/** The option that turns colours off. `runCli` reads it for all commands that have it. */
export const colourOption: { readonly 'no-color': OptionSpec } = {
  'no-color': { summary: 'Print no colours, as with NO_COLOR=1', type: 'flag' },
};

/** Returns a world whose terminal has colours only if {@link colourOption} leaves them on. */
export function withColourOption(args: ParsedArguments, world: World): World {
  if (!args.flag('no-color')) return world;
  const terminal = { ...world.terminal, colour: false };
  // The world has a getter with an effect, which a copy of its values would call.
  return Object.create(world, { terminal: { value: terminal, enumerable: true } });
}
