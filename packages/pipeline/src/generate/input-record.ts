/** The record of the input files in the last line of a generated module. */
export interface InputRecord {
  /** Hash of the source and of the following files. */
  readonly hash: string;
  /** Modules that the source imports, directly or indirectly, relative to its folder. */
  readonly modules?: readonly string[];
  /** The tsconfig.json that applies, relative to the folder of the source, if it is not the nearest one. */
  readonly tsconfig?: string;
}

const START = '// Inputs: ';

/** Prints the last line of a generated module. */
export function printRecord(record: InputRecord): string {
  return `${START}${JSON.stringify(record)}\n`;
}

/** Reads the record of a generated module. Returns undefined if it has none, several (after a merge), or an invalid one. */
export function readRecord(text: string): InputRecord | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line.startsWith(START));
  const [line, ...others] = lines;
  if (line === undefined || others.length > 0) return undefined;
  try {
    const value: unknown = JSON.parse(line.slice(START.length));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Returns a generated module without its record. */
export function withoutRecord(text: string): string {
  return text
    .split('\n')
    .filter((line) => !line.startsWith(START))
    .join('\n');
}

function isRecord(value: unknown): value is InputRecord {
  if (typeof value !== 'object' || value === null || !('hash' in value)) return false;
  const { hash, modules = [], tsconfig = '' } = value as Partial<Record<keyof InputRecord, unknown>>;
  return (
    typeof hash === 'string' &&
    typeof tsconfig === 'string' &&
    Array.isArray(modules) &&
    modules.every((one) => typeof one === 'string')
  );
}
