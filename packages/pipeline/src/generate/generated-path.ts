/** Returns the path of the module generated from a source file: `components.ts` -> `components.generated.ts`, `templates.yaml` -> `templates.generated.ts`. */
export function generatedPath(source: string): string {
  return source.replace(/\.ya?ml$/, '.ts').replace(/\.([mc]?ts)x?$/, '.generated.$1');
}
