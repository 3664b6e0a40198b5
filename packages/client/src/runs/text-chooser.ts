import { compilePattern, matches } from '@tiphys/go';
import { ClientError } from '../contract/client-error.ts';

/** Tells whether a line of a log is wanted. */
export type ChoosesText = (text: string) => boolean;

/**
 * Returns what chooses the lines of a log by a regular expression of RE2: all of them without one.
 *
 * @throws ClientError `CLIENT_INVALID` for a wrong pattern
 */
export function textChooser(grep: string | undefined): ChoosesText {
  if (grep === undefined || grep === '') return () => true;
  try {
    const pattern = compilePattern(grep);
    return (text) => matches(pattern, text);
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new ClientError(
      'CLIENT_INVALID',
      `"${grep}" is not a regular expression of RE2: ${problem}. Fix the pattern of --grep.`,
      { cause },
    );
  }
}
