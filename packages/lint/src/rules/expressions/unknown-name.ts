import { argoFunctionNames, argoVariables, isArgoFunction, type NameUse, nameUses } from '@tiphys/expression';
import { type ExpressionSite, expressionSites } from '../../scope/expression-sites.ts';
import { collectGlobals, type Globals } from '../../scope/globals.ts';
import { findReadFault, isVariable } from '../../scope/read-fault.ts';
import type { Catalogue } from '../../view/catalogue.ts';
import type { Subject } from '../../view/subject.ts';
import type { Finding, Rule } from '../rule.ts';
import { suggest } from '../suggestion.ts';

/**
 * Argo leaves an expression unchanged if it uses an unknown name, and the task gets the text of the tag.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/variables/#expression
 */
export const unknownName: Rule = {
  id: 'expressions/unknown-name',
  severity: 'error',
  ignoredByArgo: true,
  summary: 'Every variable and function of an expression exists.',
  *check(subject, catalogue) {
    let globals: Globals | undefined;
    for (const site of expressionSites(subject)) {
      globals ??= collectGlobals(subject, catalogue);
      const seen = new Set<string>();
      for (const use of nameUses(site.node)) {
        const finding = findingOf(use, site, { subject, catalogue, globals });
        if (finding && !seen.has(finding.message)) yield finding;
        if (finding) seen.add(finding.message);
      }
    }
  },
};

interface Search {
  readonly subject: Subject;
  readonly catalogue: Catalogue;
  readonly globals: Globals;
}

function findingOf({ path, isCalled }: NameUse, site: ExpressionSite, search: Search): Finding | undefined {
  if (isArgoFunction(path)) return undefined;
  const [root = ''] = path;
  if (isCalled && !isVariable(root)) {
    const name = path.join('.');
    return {
      path: site.path,
      message: `Function "${name}" does not exist, so the expression is left as is.`,
      ...suggest(name, argoFunctionNames()),
    };
  }
  // The call of a method of a variable, `a.b.c()`, reads `a.b`.
  const read = isCalled ? path.slice(0, -1) : path;
  if (!isVariable(root)) {
    const message = `Variable "${root}" does not exist, so the expression is left as is.`;
    return { path: site.path, message, ...suggest(root, [...argoVariables, ...argoFunctionNames()]) };
  }
  const { view, call } = site;
  // An inline template also sees the variables around it, and the spec has no template.
  if (!view || view.isInline || read[0] === undefined) return undefined;
  const { subject, catalogue, globals } = search;
  const fault = findReadFault(read, { view, home: subject, globals, catalogue, ...(call && { call }) });
  if (!fault) return undefined;
  const message = `"${read.join('.')}" has no value: ${fault.message}.`;
  return { path: site.path, message, ...suggest(fault.name, fault.known) };
}
