import type { CommandSpec } from '../line/command.ts';
import { renderCompletion, type Shell, shells } from '../line/render-completion.ts';
import { ExitCode } from '../world/exit-code.ts';

/** Returns the command that prints a completion script for the given commands. */
export function createCompletionCommand(commands: () => readonly CommandSpec[]): CommandSpec {
  return {
    name: 'completion',
    summary: 'Print a completion script for a shell',
    positional: { name: 'SHELL', summary: 'The shell: bash, zsh or fish.', required: true, choices: shells },
    options: {},
    examples: [
      { line: 'source <(tiphys completion bash)', does: 'Complete in this bash' },
      {
        line: 'tiphys completion fish > ~/.config/fish/completions/tiphys.fish',
        does: 'Complete in every fish',
      },
    ],
    run: async (args, { terminal }) => {
      terminal.out(renderCompletion(args.positionals[0] as Shell, commands()));
      return ExitCode.Ok;
    },
  };
}
