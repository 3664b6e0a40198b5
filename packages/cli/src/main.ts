import { text as readAll } from 'node:stream/consumers';
import { ExitCode } from './exit-code.ts';
import { createFiles } from './files.ts';
import { runCli } from './run-cli.ts';
import { createProcessTerminal } from './terminal.ts';

// A reader that goes away (`tiphys compile x.ts | head`) is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? ExitCode.Ok : ExitCode.Crash),
);

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // The second one is for who does not want to wait.
    if (interruption.signal.aborted) process.exit(ExitCode.Interrupted);
    interruption.abort(signal);
  });
}

const env = Object.fromEntries(
  Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  ),
);
process.exitCode = await runCli(process.argv.slice(2), {
  cwd: process.cwd(),
  env,
  terminal: createProcessTerminal(env),
  files: createFiles(),
  now: Date.now,
  readInput: () => readAll(process.stdin),
  interrupted: interruption.signal,
});
