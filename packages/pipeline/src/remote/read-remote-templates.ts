import type { Template } from '@tiphys/models';
import type { JsonPath } from '@tiphys/models/facts';
import type { SourcePosition, YamlDocument } from '@tiphys/yaml';
import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';
import type { TemplateSignature } from '../ir/component/template-signature.ts';
import { claimLonger } from './claim-longer.ts';
import { describeTemplate } from './describe-template.ts';
import { findTemplateProblems } from './find-template-problems.ts';
import { describeSigned, readSignatures } from './template-signatures.ts';

/** The component of a template, as plain data. */
export type RemoteComponent = Omit<ComponentDescriptor, 'source'> & {
  readonly line: number;
  /** Allowed values of inputs that have an enum. */
  readonly choices: Readonly<Record<string, readonly string[]>>;
};

/** The components of a YAML file, and the problems with others. */
export interface RemoteTemplates {
  readonly components: readonly RemoteComponent[];
  readonly problems: readonly (SourcePosition & { readonly message: string })[];
}

/** Reads the components of the WorkflowTemplates and ClusterWorkflowTemplates in a YAML file. */
export function readRemoteTemplates(documents: readonly YamlDocument[]): RemoteTemplates {
  const taken = new Set<string>();
  const components: RemoteComponent[] = [];
  const problems: (SourcePosition & { readonly message: string })[] = [];
  for (const document of documents) {
    const holder = readHolder(document.value);
    const positionOf = (path: JsonPath): SourcePosition => document.locate(path) ?? { line: 1, column: 1 };
    for (const [index, template] of (holder?.templates ?? []).entries()) {
      if (holder === undefined || typeof template?.name !== 'string') continue;
      // The other templates of a compiled pipeline are not meant for callers.
      if (Object.keys(holder.signatures).length > 0 && holder.signatures[template.name] === undefined)
        continue;
      const path: JsonPath = ['spec', 'templates', index];
      const found = findTemplateProblems(template, path);
      problems.push(...found.map((one) => ({ ...positionOf(one.path), message: one.message })));
      if (found.length > 0) continue;
      const name = claimLonger(taken, camelCase(template.name), camelCase(`${holder.name}-${template.name}`));
      const { remote, ...described } = describeSigned(
        describeTemplate(template),
        holder.signatures[template.name],
      );
      const scope = holder.cluster ? ({ clusterScope: true } as const) : {};
      components.push({
        name,
        line: positionOf(path).line,
        remote: { name: holder.name, template: template.name, ...scope, ...remote },
        ...described,
      });
    }
  }
  return { components, problems };
}

interface Holder {
  readonly name: string;
  readonly cluster: boolean;
  /** The signatures of templates that pipelines were compiled to. */
  readonly signatures: Readonly<Record<string, TemplateSignature | undefined>>;
  /** Unchecked, as in the file. */
  readonly templates: readonly (Template | undefined | null)[];
}

function readHolder(value: unknown): Holder | undefined {
  // The file may contain anything, so fields are checked one by one.
  const { kind, metadata, spec } = (value ?? {}) as {
    readonly kind?: unknown;
    readonly metadata?: { readonly name?: unknown; readonly annotations?: unknown };
    readonly spec?: { readonly templates?: unknown };
  };
  if (kind !== 'WorkflowTemplate' && kind !== 'ClusterWorkflowTemplate') return undefined;
  if (typeof metadata?.name !== 'string' || !Array.isArray(spec?.templates)) return undefined;
  return {
    name: metadata.name,
    cluster: kind === 'ClusterWorkflowTemplate',
    templates: spec.templates,
    signatures: readSignatures(metadata.annotations),
  };
}

function camelCase(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const joined = words
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
  return /^[A-Za-z]/.test(joined) ? joined : `template${joined}`;
}
