import type { SignatureFile } from '@tiphys/signature';
import { createMemory } from '../memory.ts';
import type { GenerateOptions } from './generate-options.ts';
import { type GenerateInputs, recordInputs } from './hash-inputs.ts';
import type { InputRecord } from './input-record.ts';
import { readText } from './read-text.ts';

/** The signatures of a source, and the user's files that they depend on. */
export interface ReadSource {
  readonly signatures: SignatureFile;
  readonly inputs: GenerateInputs;
  readonly record: InputRecord;
}

/** Reads the signatures of TypeScript sources, with the records of their inputs. */
export async function readSources(
  paths: readonly string[],
  options: GenerateOptions,
): Promise<readonly ReadSource[]> {
  // ts-morph takes half a second to load, so it is only loaded when needed.
  const { findSignatureInputs, readSignatures } = await import('@tiphys/signature');
  const inputs = findSignatureInputs(paths, options).map(({ file, ...rest }) => ({ source: file, ...rest }));
  // Hash the texts first: if a file changes while it is read, the result is stale, but never wrongly up to date.
  const read = createMemory(readText);
  await Promise.all(inputs.flatMap(({ source, modules }) => [source, ...modules]).map(read));
  const signatures = readSignatures(paths, options);
  return Promise.all(
    inputs.flatMap((one, index) => {
      const file = signatures[index];
      return file === undefined ? [] : [toReadSource(file, one, read)];
    }),
  );
}

async function toReadSource(
  signatures: SignatureFile,
  found: GenerateInputs & Pick<Required<GenerateInputs>, 'modules'>,
  read: (path: string) => Promise<string | undefined>,
): Promise<ReadSource> {
  const inputs = { ...found, modules: narrow(found, signatures.usedModules) };
  return { signatures, inputs, record: await recordInputs(inputs, read) };
}

/** Returns the modules that matter, or all of them if that is not certain. */
function narrow(
  { source, modules }: Pick<Required<GenerateInputs>, 'source' | 'modules'>,
  used: readonly string[] | undefined,
): readonly string[] {
  const known = new Set([source, ...modules]);
  if (used === undefined || used.some((path) => !known.has(path))) return modules;
  const wanted = new Set(used);
  return modules.filter((path) => wanted.has(path));
}
