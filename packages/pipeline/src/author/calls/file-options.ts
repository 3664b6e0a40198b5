import type { ComponentDescriptor } from '../../ir/component/component-descriptor.ts';
import type { Scope } from '../../ir/graph.ts';
import type { StoredFile } from '../../ir/surface/file-options.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { assertOptions, isPlainObject, mustBe, type OptionTable, textOf } from '../options/option-check.ts';

const oneOfWords = (words: readonly string[]): ReturnType<typeof mustBe> =>
  mustBe({ wanted: words.map((word) => `'${word}'`).join(', ') }, (value) => words.includes(value as string));

const fields: OptionTable<StoredFile> = {
  archive: oneOfWords(['none', 'tar', 'zip']),
  key: textOf("a key such as 'reports/today.csv'", (key) => key !== '' && !key.startsWith('/')),
  keep: oneOfWords(['never', 'with-workflow', 'always']),
};

/**
 * Returns the options of the files of a call by the field of the result; '' for the result itself.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function readFileOptions(
  given: unknown,
  { name, output, remote }: ComponentDescriptor,
  scope: Scope,
): Readonly<Record<string, StoredFile>> | undefined {
  if (given === undefined) return undefined;
  const names = Object.entries(output.fields ?? {}).flatMap(([field, { route }]) =>
    route === 'file' ? [field] : [],
  );
  const whole = output.route === 'file';
  if (remote !== undefined || (!whole && names.length === 0))
    throw invalid(name, 'returns no file, so it cannot have the option "files"');
  const all = whole ? { '': given } : given;
  if (!isPlainObject(all))
    throw invalid(name, `has several outputs. Write files: { ${names[0]}: { archive: 'tar' } }`);
  for (const [field, options] of Object.entries(all)) {
    if (!whole && !names.includes(field))
      throw invalid(name, `has no file "${field}". Its files are ${names.join(', ')}`);
    assertOptions(options, fields, { what: field === '' ? `the file of ${name}` : `the file "${field}"` });
    // It has been checked.
    if ((options as StoredFile).key !== undefined && isInLoop(scope))
      throw invalid(name, 'is in a loop, whose iterations would all write the file with the same "key"');
  }
  return all as Readonly<Record<string, StoredFile>>;
}

function isInLoop(scope: Scope): boolean {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent)
    if (at.kind === 'loop') return true;
  return false;
}

function invalid(name: string, why: string): PipelineError {
  return new PipelineError('PIPELINE_INVALID_OPTION', `${name} ${why}.`);
}
