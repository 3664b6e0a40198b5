/** What a generated module says of the files that it was made from; its last line. */
export interface InputRecord {
  /** Hash over the texts of the source and of all files below. */
  readonly hash: string;
  /** Modules that the source imports, directly or through others, relative to its folder. */
  readonly modules?: readonly string[];
  /** The tsconfig.json that applies, relative to the folder of the source, where it is not the nearest one above. */
  readonly tsconfig?: string;
}

const start = '// Inputs: ';

/** Returns the last line of a generated module. */
export function printRecord(record: InputRecord): string {
  return `${start}${JSON.stringify(record)}\n`;
}

/** Returns the record of a generated module, or undefined when it has none, several (a merge left both), or one that cannot be read. */
export function readRecord(text: string): InputRecord | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line.startsWith(start));
  const [line, ...others] = lines;
  if (line === undefined || others.length > 0) return undefined;
  try {
    const value: unknown = JSON.parse(line.slice(start.length));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Returns a generated module without its record: what counts when two are compared. */
export function withoutRecord(text: string): string {
  return text
    .split('\n')
    .filter((line) => !line.startsWith(start))
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
