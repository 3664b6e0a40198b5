import { EngineError } from '../engine-error.ts';
import { MAXIMUM_VARIABLE_BYTES } from '../limits.ts';
import type { PodCommand } from './pod-command.ts';

/** Returns why the kernel refused a command as too large (`E2BIG`). Long arguments are in files, so it must be the environment. */
export function describeTooLarge({ environment }: PodCommand, cause: unknown): EngineError {
  const sizes = [...environment].map(([name, value]) => ({
    name,
    bytes: Buffer.byteLength(`${name}=${value}`) + 1,
  }));
  const tooLarge = sizes.find(({ bytes }) => bytes > MAXIMUM_VARIABLE_BYTES);
  const reason =
    tooLarge === undefined
      ? 'the environment variables together are too large.'
      : `the environment variable ${tooLarge.name} has ${Math.ceil(tooLarge.bytes / 1024)} KiB, but the limit is 128 KiB.`;
  return new EngineError(
    'ENGINE_VARIABLE_TOO_LARGE',
    `${reason} Pass large values as a file or an artifact; in a function, declare the parameter as Large<...>.`,
    { cause },
  );
}
