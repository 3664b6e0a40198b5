import { expect } from 'vitest';
import type { AnyPipeline } from '../src/index.ts';
import { compile } from './compile.ts';

/** Options as JavaScript passes them, where no compiler has looked. */
export type Untyped = Record<string, never>;

/** Options, and what is wrong with them. */
export interface OptionCase {
  readonly options: unknown;
  readonly says: string;
  /** @default 'PIPELINE_INVALID_OPTION' */
  readonly code?: string;
}

/** The code of an unknown option. */
export const unknown = 'PIPELINE_UNKNOWN_OPTION';

/** Returns the error of a pipeline that cannot be built or compiled. */
export async function refusalOf(build: () => AnyPipeline): Promise<unknown> {
  try {
    await compile(build());
  } catch (error) {
    return error;
  }
  return undefined;
}

/** Expects an error at a line of a test file. */
export function expectRefusal(
  error: unknown,
  file: string,
  { code = 'PIPELINE_INVALID_OPTION', says }: OptionCase,
): void {
  expect(error).toMatchObject({
    code,
    message: expect.stringContaining(says),
    location: { file, line: expect.any(Number), column: expect.any(Number) },
  });
}
