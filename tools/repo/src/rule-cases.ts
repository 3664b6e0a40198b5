import { globSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './workspace.ts';

/** A manifest from the test of a rule. */
export interface RuleCase {
  readonly title: string;
  readonly given: string;
}

/** What the test of a rule shows: manifests that it reports, and others that it accepts. */
export interface RuleCases {
  readonly bad: readonly RuleCase[];
  readonly good: readonly RuleCase[];
}

const collected = new Map<string, RuleCases>();

/** Takes the place of the function that tests a rule. */
export function checkRule(rule: { readonly id: string }, cases: RuleCases): void {
  collected.set(rule.id, cases);
}

/** Takes the place of a function that only tests of other kinds call. */
export function findingsOf(): readonly string[] {
  return [];
}

/** Returns the cases of the lint rules by the code of the rule. Their tests are loaded, but not run. */
export async function readRuleCases(): Promise<ReadonlyMap<string, RuleCases>> {
  const hooks = registerHooks({
    resolve: (specifier, context, next) => {
      const isTester = specifier.endsWith('/test/check-rule.ts');
      return isTester ? { url: import.meta.url, shortCircuit: true } : next(specifier, context);
    },
  });
  try {
    for (const file of globSync('packages/lint/src/rules/*/*.test.ts', { cwd: root }).sort()) {
      // The test of the encoding is about bytes, which no page can show.
      if (!file.endsWith('/encoding.test.ts')) await import(pathToFileURL(path.join(root, file)).href);
    }
  } finally {
    hooks.deregister();
  }
  return collected;
}
