import { argoVersions } from '@tiphys/models/versions';
import type { CommandSpec } from '../line/command.ts';
import { renderCompletion, SHELLS, type Shell } from '../line/render-completion.ts';
import { ExitCode } from '../world/exit-code.ts';

/** Creates the command that prints a completion script for the given commands. */
export function createCompletionCommand(commands: () => readonly CommandSpec[]): CommandSpec {
  return {
    name: 'completion',
    summary: 'Print a completion script for a shell',
    positional: { name: 'SHELL', summary: 'The shell: bash, zsh or fish.', required: true, choices: SHELLS },
    options: {},
    examples: [
      { line: 'source <(tiphys completion bash)', does: 'Enable completion in this shell' },
      {
        line: 'tiphys completion fish > ~/.config/fish/completions/tiphys.fish',
        does: 'Enable completion in every new fish shell',
      },
    ],
    run: async (args, { terminal }) => {
      const source = { commands: commands(), versions: argoVersions };
      terminal.out(renderCompletion(args.positionals[0] as Shell, source));
      return ExitCode.Ok;
    },
  };
}
