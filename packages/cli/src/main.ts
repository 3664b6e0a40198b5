import { writeSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { renderKnownError } from './output/render-error.ts';
import { reportError } from './output/report-error.ts';
import { commandOf, runCli } from './run-cli.ts';
import { createAsk } from './world/ask.ts';
import { CliError } from './world/cli-error.ts';
import { decodeText } from './world/decode-text.ts';
import { ExitCode } from './world/exit-code.ts';
import { createFiles, reasonOf } from './world/files.ts';
import { listenForInterruption } from './world/interruption.ts';
import { protectProcess } from './world/protect-process.ts';
import { coloursOf, createProcessTerminal } from './world/terminal.ts';
import type { World } from './world/world.ts';

const words = process.argv.slice(2);
const env = Object.fromEntries(
  Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  ),
);
const terminal = createProcessTerminal(env);
const { exit, flush } = protectProcess();

let finished = false;

/** Ends the process at once. */
function end(code: ExitCode): never {
  finished = true;
  return exit(code);
}

/** The names of commands that change several objects, one after another. */
const CHANGES = /\b(?:deploy|delete|create|update)$/;

// A closed pipe (`tiphys compile x.ts | head`) is not an error. What changes a cluster goes on, since nobody would know how far it got.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE' && CHANGES.test(commandOf(words)?.name ?? '')) return;
  if (error.code === 'EPIPE') end(ExitCode.Ok);
  const failure = new CliError('CLI_WRITE_FAILED', `Cannot write to standard output: ${reasonOf(error)}.`);
  // At once: the process ends before a stream would be written.
  writeSync(2, renderKnownError(failure, { cwd: process.cwd(), colours: coloursOf(terminal) }));
  end(ExitCode.InvalidInput);
});

// Nobody reads the progress and the errors any more. What the command does goes on.
process.stderr.on('error', () => {});

let interrupted: AbortSignal | undefined;
const world: World = {
  cwd: process.cwd(),
  env,
  terminal,
  files: createFiles(),
  now: Date.now,
  readInput: async () => await decodeText(await buffer(process.stdin), '<stdin>'),
  ask: createAsk(terminal.colour),
  get interrupted() {
    interrupted ??= listenForInterruption(end);
    return interrupted;
  },
};

/** Ends the process once all output has been written, even if a user's module left timers or sockets open. */
async function finish(code: ExitCode): Promise<void> {
  finished = true;
  await flush();
  exit(code);
}

// Exceptions of a user's module after it was loaded: from a timer, or a promise that nothing awaits.
process.on('uncaughtException', (error) => {
  void reportError(error, { world, words, late: true }).then(finish);
});
process.on('exit', () => {
  if (finished) return;
  const error = new CliError(
    'CLI_UNFINISHED',
    'The module awaits a promise that never settles, so the command did not finish. Remove that await.',
  );
  terminal.err(renderKnownError(error, { cwd: world.cwd, colours: coloursOf(terminal) }));
  process.exitCode = ExitCode.InvalidInput;
});

void runCli(words, world).then(finish);
