/** Returns the path of the generated module of a source file: `components.ts` -> `components.generated.ts`, `templates.yaml` -> `templates.generated.ts`. */
export function generatedPath(source: string): string {
  return source.replace(/\.ya?ml$/, '.ts').replace(/\.([mc]?ts)x?$/, '.generated.$1');
}

/** Returns the paths of the possible sources of a generated module; none for other files. */
export function sourcesOf(generated: string): readonly string[] {
  const [, stem, suffix] = /^(.*)\.generated\.([mc]?ts)$/.exec(generated) ?? [];
  if (stem === undefined || suffix === undefined) return [];
  return [suffix, `${suffix}x`, ...(suffix === 'ts' ? ['yaml', 'yml'] : [])].map((one) => `${stem}.${one}`);
}
