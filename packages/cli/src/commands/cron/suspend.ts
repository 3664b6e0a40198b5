import type { CronStore } from '@tiphys/client';
import type { CommandSpec } from '../../line/command.ts';
import { forEachItem } from '../../objects/for-each-item.ts';
import { OBJECT_KINDS } from '../../objects/object-kind.ts';
import { inCronPlace, objectPlaceOptions } from '../../objects/object-place.ts';

/** Suspends CronWorkflows. */
export const cronSuspendCommand: CommandSpec = createSwitchCommand('suspend', {
  summary: 'Suspend CronWorkflows: start no more runs of them',
  does: 'Skip its times until it is resumed',
});

/** Resumes CronWorkflows. */
export const cronResumeCommand: CommandSpec = createSwitchCommand('resume', {
  summary: 'Resume CronWorkflows: start runs of them again',
  does: 'Run it at its times again',
});

function createSwitchCommand(
  verb: keyof Pick<CronStore, 'suspend' | 'resume'>,
  { summary, does }: { readonly summary: string; readonly does: string },
): CommandSpec {
  return {
    name: `cron ${verb}`,
    summary,
    positional: { name: 'NAME', summary: 'The names of CronWorkflows.', required: true, many: true },
    options: objectPlaceOptions(OBJECT_KINDS.cron),
    examples: [{ line: `tiphys cron ${verb} nightly`, does }],
    run: (args, world) =>
      inCronPlace({ args, world }, ({ store }) =>
        forEachItem(args.positionals, world, async (name) => {
          await store[verb](name, { signal: world.interrupted });
          world.terminal.out(`CronWorkflow '${name}' ${verb === 'suspend' ? 'suspended' : 'resumed'}\n`);
        }),
      ),
  };
}
