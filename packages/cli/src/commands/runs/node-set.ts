import { nodeSelectorOption } from '../../actions/action-options.ts';
import { assertNotEnded } from '../../actions/assert-not-ended.ts';
import type { CommandSpec } from '../../line/command.ts';
import { readAssignments } from '../../line/read-parameters.ts';
import { inPlace, placeOptions } from '../../place/open-place.ts';
import { ExitCode } from '../../world/exit-code.ts';

/** Changes suspended nodes of a run. */
export const nodeSetCommand: CommandSpec = {
  name: 'node set',
  summary: 'Change suspended nodes of a run: their phase, message or outputs',
  positional: { name: 'RUN', summary: 'The name of a run, or @latest.', required: true },
  options: {
    ...nodeSelectorOption,
    phase: {
      summary: 'Set the phase',
      type: 'text',
      value: 'PHASE',
      choices: ['Succeeded', 'Failed', 'Error', 'Skipped'],
    },
    message: { summary: 'Set the message', type: 'text', mayBeEmpty: true, short: 'm', value: 'TEXT' },
    'output-parameter': {
      summary: 'Set an output parameter that waits for a value',
      type: 'list',
      short: 'p',
      value: 'NAME=VALUE',
    },
    ...placeOptions,
  },
  examples: [
    {
      line: 'tiphys node set hello --node-field-selector displayName=how -p share=20',
      does: 'Set an output, and let the run wait on',
    },
    {
      line: 'tiphys node set hello --node-field-selector displayName=approve --phase Failed -m "no"',
      does: 'Fail a suspended node',
    },
  ],
  async run(args, world) {
    const parameters = readAssignments(args.list('output-parameter'));
    return inPlace({ args, world, driving: { silent: true, log: false } }, async ({ runs, cluster }) => {
      const run = args.positionals[0] ?? '';
      const nodeFieldSelector = args.text('node-field-selector') ?? '';
      const { assertNodeValues } = await import('@tiphys/runs');
      const before = await runs.get(run);
      await assertNotEnded(before, 'changed', { cluster });
      // A value that Argo takes cannot be corrected.
      if (Object.keys(parameters).length > 0 && nodeFieldSelector !== '')
        assertNodeValues(before, { nodeFieldSelector, parameters });
      const { metadata } = await runs.setNode(run, {
        nodeFieldSelector,
        phase: args.text('phase'),
        message: args.text('message'),
        parameters,
      });
      world.terminal.out(`workflow ${metadata.name} values set\n`);
      return ExitCode.Ok;
    });
  },
};
