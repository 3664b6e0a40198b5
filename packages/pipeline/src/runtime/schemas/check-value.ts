import { CHECKS_PARTS, CHECKS_RULES } from '../features.ts';
import { checkParts } from './check-parts.ts';
import { checkRules } from './check-rules.ts';
import { kindOf } from './check-type.ts';
import type { Mismatch } from './mismatch.ts';
import type { Schema } from './schema.ts';

/** What is known of a mismatch while a value is checked. */
interface Refusal {
  readonly at: string;
  readonly found: unknown;
  /** What the part must be; empty if only `text` says what is wrong. */
  readonly wanted: readonly string[];
  /** What the part must do, to follow "must". */
  readonly text: string;
}

/**
 * Returns where a value does not match its schema; undefined if it matches.
 *
 * It reads the keywords that `tiphys generate` writes, and ignores others. Its verdicts are those of JSON Schema, draft 2020-12.
 */
export function findMismatch(root: Schema, whole: unknown, place: string): Mismatch | undefined {
  const refused: Refusal[] = [];
  const { $defs = {} } = root;

  const check = (schema: Schema, value: unknown, at: string): boolean => {
    const refuse = (text: string, wanted: readonly string[] = []): boolean =>
      !refused.push({ at, found: value, wanted, text });
    const kind = kindOf(value);
    const types = [schema.type ?? kind].flat();
    if (!types.some((one) => one === kind || (one === 'integer' && Number.isInteger(value))))
      return refuse('', types);
    const how = { at, check, refuse, found: refused, $defs };
    return (
      (!CHECKS_RULES || checkRules(schema, value, how)) && (!CHECKS_PARTS || checkParts(schema, value, how))
    );
  };

  check(root, whole, place);
  const last = refused.at(-1);
  if (!last) return undefined;
  // The members of a union say what they want; the union itself is last.
  const all = CHECKS_RULES ? refused.filter(({ at }) => at === last.at) : [last];
  const wanted = [...new Set(all.flatMap((one) => one.wanted))];
  return [last.at, wanted.length > 0 ? `be ${wanted.join(' or ')}` : last.text, last.found];
}
