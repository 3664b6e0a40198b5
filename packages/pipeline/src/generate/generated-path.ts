/** Returns the path of the module generated from a source file: `components.ts` -> `components.generated.ts`, `templates.yaml` -> `templates.generated.ts`. */
export function generatedPath(source: string): string {
  return source.replace(/\.ya?ml$/, '.ts').replace(/\.([mc]?ts)x?$/, '.generated.$1');
}

/** Returns the paths of the files that a module could be generated from; none for a path that no generated module has. */
export function sourcesOf(generated: string): readonly string[] {
  const [, stem, suffix] = /^(.*)\.generated\.([mc]?ts)$/.exec(generated) ?? [];
  if (stem === undefined || suffix === undefined) return [];
  return [suffix, `${suffix}x`, ...(suffix === 'ts' ? ['yaml', 'yml'] : [])].map((one) => `${stem}.${one}`);
}
