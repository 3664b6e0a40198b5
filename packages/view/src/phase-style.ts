/** How a phase looks: a sign for terminals with and without Unicode, the terminal colour, and the colours of pictures. */
export interface PhaseStyle {
  readonly sign: string;
  readonly plainSign: string;
  readonly terminalColour: 'green' | 'red' | 'yellow' | 'cyan' | 'gray' | 'magenta';
  /** Fill and stroke of pictures, as CSS colours that read on light and dark grounds. */
  readonly picture: string;
}

const styles: Readonly<Record<string, PhaseStyle>> = {
  Succeeded: { sign: '✔', plainSign: '+', terminalColour: 'green', picture: '#18a957' },
  Failed: { sign: '✖', plainSign: 'x', terminalColour: 'red', picture: '#e5484d' },
  Error: { sign: '⚠', plainSign: '!', terminalColour: 'red', picture: '#d6409f' },
  Running: { sign: '●', plainSign: '*', terminalColour: 'cyan', picture: '#2f81f7' },
  Pending: { sign: '◷', plainSign: '.', terminalColour: 'yellow', picture: '#d29922' },
  Skipped: { sign: '○', plainSign: '-', terminalColour: 'gray', picture: '#8b949e' },
  Omitted: { sign: '○', plainSign: '-', terminalColour: 'gray', picture: '#8b949e' },
};

const unknownStyle: PhaseStyle = { sign: '◷', plainSign: '?', terminalColour: 'gray', picture: '#8b949e' };

/** Returns how a phase looks; a phase that a newer server sends gets a neutral look. */
export function styleOfPhase(phase: string | undefined): PhaseStyle {
  return styles[phase ?? ''] ?? unknownStyle;
}
