import { withoutPlaceholders } from '../../view/fill-tags.ts';
import { type NamedItem, type NamedList, namedLists } from '../../view/named-lists.ts';
import type { Finding, Rule } from '../rule.ts';
import { capital } from '../wording.ts';

const WORD = /^[a-zA-Z0-9][-a-zA-Z0-9]*$/;
const WORD_WITH_UNDERSCORE = /^[-a-zA-Z0-9_]+$/;
const MAX_LENGTH = 128;

/**
 * References use these names. Tags in them are replaced first. The name of a step may contain a tag whose value is known only at run time.
 */
export const invalidName: Rule = {
  id: 'names/invalid',
  severity: 'error',
  yieldsTo: ['variables/unresolved'],
  summary: 'Names consist of the characters that Argo allows.',
  *check(subject) {
    for (const list of namedLists(subject)) for (const item of list.items) yield* checkName(item, list);
  },
};

function* checkName({ name, written, path }: NamedItem, list: NamedList): Generator<Finding> {
  const { what, allowsUnderscore } = list;
  if (name === '' || name.includes('{{=')) return;
  const at = [...path, 'name'];
  const filled = what === 'step' ? withoutPlaceholders(name) : name;
  if (!(allowsUnderscore ? WORD_WITH_UNDERSCORE : WORD).test(filled)) {
    const allowed = allowsUnderscore
      ? 'letters, digits, "-" and "_"'
      : 'letters, digits and "-", and begin with a letter or digit';
    const unknown = name === written ? '' : ' Its tags need values before the workflow runs.';
    yield {
      path: at,
      message: `${capital(what)} name "${written}" is invalid: use only ${allowed}.${unknown}`,
    };
  } else if (!allowsUnderscore && filled.length > MAX_LENGTH) {
    yield {
      path: at,
      message: `${capital(what)} name has ${filled.length} characters: the limit is ${MAX_LENGTH}.`,
    };
  }
}
