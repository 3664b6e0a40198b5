import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { load } from 'js-yaml';
import { SchemaError } from '../schema-error.ts';
import type { SourceDocument } from './source-schema.ts';

const MAX_BYTES = 64 * 1024 * 1024;

/** A file with its parsed content and the checksum of its bytes. */
export interface SourceFile extends SourceDocument {
  readonly sha256: string;
}

/**
 * Returns the content of a JSON or YAML file.
 *
 * @throws SchemaError `SCHEMA_UNREADABLE`, `SCHEMA_TOO_LARGE` or `SCHEMA_SYNTAX`, naming the file.
 */
export function readSourceFile(file: string): SourceFile {
  const bytes = readBytes(file);
  const content = parse(file, decode(file, bytes));
  return { file, sha256: createHash('sha256').update(bytes).digest('hex'), content };
}

function readBytes(file: string): Buffer {
  try {
    const { size } = statSync(file);
    if (size > MAX_BYTES) {
      throw new SchemaError(
        'SCHEMA_TOO_LARGE',
        `${file} has ${size} bytes; the limit is ${MAX_BYTES}. Check that it is the right file.`,
        { file },
      );
    }
    return readFileSync(file);
  } catch (cause) {
    if (cause instanceof SchemaError) throw cause;
    throw new SchemaError('SCHEMA_UNREADABLE', `Cannot read ${file}: ${messageOf(cause)}. Check the path.`, {
      file,
      cause,
    });
  }
}

/** Returns the text without its byte order mark. */
function decode(file: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    const hint =
      bytes[0] === 0x1f && bytes[1] === 0x8b
        ? 'It is compressed with gzip: decompress it.'
        : 'Check the file.';
    throw new SchemaError('SCHEMA_SYNTAX', `${file} is not UTF-8 text. ${hint}`, { file, cause });
  }
}

function parse(file: string, text: string): unknown {
  const yaml = /\.ya?ml$/i.test(file);
  try {
    return yaml ? load(text) : JSON.parse(text);
  } catch (cause) {
    const language = yaml ? 'YAML' : 'JSON';
    const [firstLine] = messageOf(cause).split('\n');
    throw new SchemaError('SCHEMA_SYNTAX', `${file} is not valid ${language}: ${firstLine}.`, {
      file,
      cause,
    });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
