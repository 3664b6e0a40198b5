// The alphabet of Kubernetes: no vowels, and no characters that are easily misread.
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** The part of a workflow that determines the names of its runs. */
export interface NamedWorkflow {
  readonly metadata?: { readonly name?: string | undefined; readonly generateName?: string | undefined };
}

/** Returns the name for a run of a workflow: its own name, or `generateName` and five random characters. */
export function nameRun({ metadata }: NamedWorkflow, random: () => number = Math.random): string {
  if (metadata?.name !== undefined && metadata.name !== '') return metadata.name;
  let suffix = '';
  for (let index = 0; index < 5; index += 1) suffix += LETTERS[Math.floor(random() * LETTERS.length)] ?? 'x';
  return `${metadata?.generateName ?? 'workflow-'}${suffix}`;
}
