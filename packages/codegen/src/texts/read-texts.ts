import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodegenError } from '../codegen-error.ts';
import type { Texts } from './documentation.ts';

/**
 * Returns the hover texts in a folder of JSON files, each an object of texts by `Definition` and `Definition.field`.
 *
 * @throws CodegenError `CODEGEN_TEXTS` naming the file that cannot be read, has another form, or repeats a text.
 */
export function readTexts(folder: string): Texts {
  const texts = new Map<string, string>();
  for (const name of namesIn(folder)) {
    const file = join(folder, name);
    for (const [place, text] of Object.entries(parse(file))) {
      if (typeof text !== 'string' || text === '') throw problem(file, `"${place}" has no text`);
      if (texts.has(place)) throw problem(file, `"${place}" has a text in another file already`);
      texts.set(place, text);
    }
  }
  return Object.fromEntries(texts);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort();
  } catch (cause) {
    throw problem(folder, 'it cannot be read', cause);
  }
}

function parse(file: string): object {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) return content;
  } catch (cause) {
    throw problem(file, 'it is not valid JSON', cause);
  }
  throw problem(file, 'it is not an object');
}

function problem(file: string, reason: string, cause?: unknown): CodegenError {
  return new CodegenError('CODEGEN_TEXTS', file, `Cannot read hover texts from ${file}: ${reason}.`, cause);
}
