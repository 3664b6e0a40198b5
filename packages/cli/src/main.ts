import { buffer } from 'node:stream/consumers';
import { reportError } from './output/report-error.ts';
import { runCli } from './run-cli.ts';
import { decodeText } from './world/decode-text.ts';
import { ExitCode } from './world/exit-code.ts';
import { createFiles } from './world/files.ts';
import { listenForInterruption } from './world/interruption.ts';
import { protectProcess } from './world/protect-process.ts';
import { createProcessTerminal } from './world/terminal.ts';
import type { World } from './world/world.ts';

const words = process.argv.slice(2);
const env = Object.fromEntries(
  Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  ),
);
const terminal = createProcessTerminal(env);
const { exit, flush } = protectProcess();

// A reader that goes away (`tiphys compile x.ts | head`) is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  exit(error.code === 'EPIPE' ? ExitCode.Ok : ExitCode.Crash),
);

let interrupted: AbortSignal | undefined;
const world: World = {
  cwd: process.cwd(),
  env,
  terminal,
  files: createFiles(),
  now: Date.now,
  readInput: async () => decodeText(await buffer(process.stdin), '<stdin>'),
  get interrupted() {
    interrupted ??= listenForInterruption(exit);
    return interrupted;
  },
};

let finished = false;

/** Ends the process when all that was printed has been read, whatever timers or sockets a user's module has left open. */
async function finish(code: ExitCode): Promise<void> {
  finished = true;
  await flush();
  exit(code);
}

// What a user's module throws after it was loaded, from a timer or a promise that nobody waits for.
process.on('uncaughtException', (error) => {
  void reportError(error, { world, words, late: true }).then(finish);
});
process.on('exit', () => {
  if (finished) return;
  terminal.err(
    'error CLI_UNFINISHED\n  The module waits for a promise that never settles, so nothing was done. Remove that await.\n',
  );
  process.exitCode = ExitCode.UserMistake;
});

void runCli(words, world).then(finish);
