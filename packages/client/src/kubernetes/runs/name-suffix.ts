import { randomInt } from 'node:crypto';

/** What Argo makes random ends of names from. */
const CHARACTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Returns five random characters for the end of a name. */
export function nameSuffix(): string {
  return Array.from({ length: 5 }, () => CHARACTERS[randomInt(CHARACTERS.length)]).join('');
}
