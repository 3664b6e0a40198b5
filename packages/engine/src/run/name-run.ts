// Without vowels and without what is easily misread, as Kubernetes does it.
const letters = 'bcdfghjklmnpqrstvwxz2456789';

/** What of a workflow says how its runs are named. */
export interface NamedWorkflow {
  readonly metadata?: { readonly name?: string | undefined; readonly generateName?: string | undefined };
}

/** Returns the name of a run of a workflow: its own, or `generateName` with five letters after it. */
export function nameRun({ metadata }: NamedWorkflow, random: () => number = Math.random): string {
  if (metadata?.name !== undefined && metadata.name !== '') return metadata.name;
  let suffix = '';
  for (let index = 0; index < 5; index += 1) suffix += letters[Math.floor(random() * letters.length)] ?? 'x';
  return `${metadata?.generateName ?? 'workflow-'}${suffix}`;
}
