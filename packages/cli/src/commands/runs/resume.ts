import { driveOptions, manyRuns, nodeSelectorOption } from '../../actions/action-options.ts';
import { applyToRuns } from '../../actions/apply-to-runs.ts';
import { assertNotEnded } from '../../actions/assert-not-ended.ts';
import { describeAnswers } from '../../actions/describe-answers.ts';
import type { CommandSpec } from '../../line/command.ts';
import { parameterOptions, readParameters } from '../../line/read-parameters.ts';
import { placeOptions } from '../../place/open-place.ts';

/** Resumes runs. */
export const resumeCommand: CommandSpec = {
  name: 'resume',
  summary: 'Resume runs: answer what they wait for, or continue interrupted ones',
  details: `
A run that goes on in another process gets the answers, or without -p leaves its suspended nodes. A run whose process was killed, or that you
left with Ctrl-C, is continued here: no task that has ended runs again, and those that still run are picked up. What it waits for is then
asked, unless -p answers it.

In a cluster, resume without -p also lets all suspended nodes go on, with their defaults. The output names them, with their values. With
--node-field-selector, only these nodes go on, and a suspended run stays suspended.`,
  positional: manyRuns,
  options: {
    parameter: {
      summary: 'Answer a question of a suspended node',
      type: 'list',
      short: 'p',
      value: 'NAME=VALUE',
    },
    'parameter-file': {
      ...parameterOptions['parameter-file'],
      summary: 'Read answers from a YAML or JSON file',
    },
    ...nodeSelectorOption,
    ...driveOptions,
    ...placeOptions,
  } as CommandSpec['options'],
  examples: [
    { line: 'tiphys resume hello', does: 'Continue a run that was interrupted or suspended' },
    { line: 'tiphys resume hello -p strategy=all', does: 'Answer what a run asks' },
    {
      line: 'tiphys resume hello --node-field-selector displayName=approve',
      does: 'Approve one of several things',
    },
  ],
  async run(args, world) {
    const parameters = await readParameters(args, world);
    const nodeFieldSelector = args.text('node-field-selector');
    const isAnswer = Object.keys(parameters).length > 0 || nodeFieldSelector !== undefined;
    return applyToRuns(
      {
        command: 'resume',
        done: 'resumed',
        assertPossible: (workflow, place) => assertNotEnded(workflow, 'resumed', place),
        // An interrupted run that goes on without answers asks again.
        explain: async (before, after, runs) =>
          isAnswer || runs.statusOf(before) !== 'Interrupted' ? describeAnswers(before, after) : '',
        apply: (runs, name) => runs.resume(name, { parameters, nodeFieldSelector }),
      },
      args,
      world,
    );
  },
};
