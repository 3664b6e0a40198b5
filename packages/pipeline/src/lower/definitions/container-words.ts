import { referenceTag } from '../../expression/tree/print-tag.ts';
import { type Placeholder, splitPlaceholders } from '../../ir/component/placeholder.ts';
import type { TemplateEntry } from '../component/template-book.ts';
import { outputPath } from './definition-outputs.ts';
import { inputVariable, needsDollar, withoutTags } from './input-variables.ts';

/** Returns the words of a command, in which Kubernetes puts the inputs. */
export function writeWords(words: readonly string[], entry: TemplateEntry): readonly string[] {
  return words.map((word) => writeWord(word, entry));
}

function writeWord(word: string, entry: TemplateEntry): string {
  let written = '';
  for (const part of splitPlaceholders(word)) {
    if (typeof part === 'string') {
      written += withoutTags(part);
      continue;
    }
    const text = placeholderWord(part, entry);
    written += text.startsWith('$') && needsDollar(written) ? `$${text}` : text;
  }
  return written;
}

function placeholderWord({ kind, name }: Placeholder, entry: TemplateEntry): string {
  if (kind === 'output') return outputPath(name, entry);
  const input = entry.descriptor.inputs.find((one) => one.name === name);
  if (input?.route === 'file') return inputPathTag(name);
  return `$(${inputVariable(name)})`;
}

/** Returns the tag of the path of an input that is a file. */
export function inputPathTag(name: string): string {
  return referenceTag(['inputs', 'artifacts', name, 'path']);
}
