import { runCli } from '../src/run-cli.ts';
import { type FakeWorldOptions, fakeWorld } from './fake-world.ts';
import type { CommandResult } from './run-tiphys.ts';

/** Runs the CLI in this process. The words of a line are separated by spaces. */
export async function runHere(
  line: string | readonly string[],
  options: FakeWorldOptions,
): Promise<CommandResult> {
  const fake = fakeWorld(options);
  const code = await runCli(typeof line === 'string' ? line.split(' ') : line, fake.world);
  return { code, out: fake.out(), err: fake.err() };
}
