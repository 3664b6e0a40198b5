import { EngineError } from '../../contract/engine-error.ts';
import { MAXIMUM_ENVIRONMENT_BYTES, MAXIMUM_VARIABLE_BYTES } from '../../contract/limits.ts';
import type { PodCommand } from './pod-command.ts';

/**
 * Checks that the kernel would start a command. Long arguments are in files, so what is too large is the environment, or all together.
 *
 * @throws EngineError `ENGINE_VARIABLE_TOO_LARGE`
 */
export function assertFits({ environment, args }: Pick<PodCommand, 'environment' | 'args'>): void {
  assertVariableSizes(environment);
  const sizes = [
    ...sizesOf(environment).map(({ bytes }) => bytes),
    ...args.map((word) => Buffer.byteLength(word) + 1),
  ];
  // The kernel counts a pointer for each of them.
  const total = sizes.reduce((sum, bytes) => sum + bytes + 8, 0);
  if (total > MAXIMUM_ENVIRONMENT_BYTES) throw tooLarge(undefined);
}

/**
 * Checks that the kernel would start a program with these variables.
 *
 * @throws EngineError `ENGINE_VARIABLE_TOO_LARGE`
 */
export function assertVariableSizes(environment: ReadonlyMap<string, string>): void {
  const sizes = sizesOf(environment);
  const largest = sizes.find(({ bytes }) => bytes > MAXIMUM_VARIABLE_BYTES);
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  if (largest !== undefined || total > MAXIMUM_ENVIRONMENT_BYTES) throw tooLarge(largest);
}

interface VariableSize {
  readonly name: string;
  readonly bytes: number;
}

/** Returns the sizes of variables with their names and final NULs. */
function sizesOf(environment: ReadonlyMap<string, string>): readonly VariableSize[] {
  return [...environment].map(([name, value]) => ({
    name,
    bytes: Buffer.byteLength(name) + Buffer.byteLength(value) + 2,
  }));
}

function tooLarge(largest: VariableSize | undefined): EngineError {
  const reason =
    largest === undefined
      ? 'the environment variables together are too large.'
      : `the environment variable ${largest.name} has ${Math.ceil(largest.bytes / 1024)} KiB, but the limit is 128 KiB.`;
  return new EngineError(
    'ENGINE_VARIABLE_TOO_LARGE',
    `${reason} Pass large values as a file or an artifact; in a function, declare the parameter as Large<...>.`,
  );
}
