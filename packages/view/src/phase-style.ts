/** The style of a phase: a sign for terminals with and without Unicode, the terminal colour, and the colour in pictures. */
export interface PhaseStyle {
  readonly sign: string;
  readonly plainSign: string;
  readonly terminalColour: 'green' | 'red' | 'yellow' | 'cyan' | 'gray' | 'magenta';
  /** Fill and stroke in pictures, as a CSS colour that is legible on light and dark backgrounds. */
  readonly picture: string;
}

const STYLES: Readonly<Record<string, PhaseStyle>> = {
  Succeeded: { sign: '✔', plainSign: '+', terminalColour: 'green', picture: '#18a957' },
  Failed: { sign: '✖', plainSign: 'x', terminalColour: 'red', picture: '#e5484d' },
  Error: { sign: '⚠', plainSign: '!', terminalColour: 'red', picture: '#d6409f' },
  Running: { sign: '●', plainSign: '*', terminalColour: 'cyan', picture: '#2f81f7' },
  Pending: { sign: '◷', plainSign: '.', terminalColour: 'yellow', picture: '#d29922' },
  Skipped: { sign: '○', plainSign: '-', terminalColour: 'gray', picture: '#8b949e' },
  Omitted: { sign: '○', plainSign: '-', terminalColour: 'gray', picture: '#8b949e' },
};

const UNKNOWN_STYLE: PhaseStyle = { sign: '◷', plainSign: '?', terminalColour: 'gray', picture: '#8b949e' };

/** Returns the style of a phase, which words in parentheses may follow. Unknown phases, from a newer server, get a neutral one. */
export function styleOfPhase(phase: string | undefined): PhaseStyle {
  return STYLES[phase?.replace(/ \(.*\)$/, '') ?? ''] ?? UNKNOWN_STYLE;
}
