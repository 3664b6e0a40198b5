import type { JsonPath } from '@tiphys/models/facts';
import type { ArgoVersion } from '@tiphys/models/tables';
import type { YamlDocument } from '@tiphys/yaml';
import { fieldsOf, isOfArgo } from '../read/argo-document.ts';
import type { FileDocument } from '../read/read-inputs.ts';
import { conform } from '../structure/conform.ts';
import type { LintTarget } from '../structure/lint-target.ts';
import type { StructureProblem } from '../structure/structure-problem.ts';
import { globalValues } from './known-values.ts';
import type { Metadata } from './metadata-fields.ts';
import { type TemplateView, viewTemplate } from './template-view.ts';
import type { CronSpec, WorkflowSpec } from './workflow-fields.ts';

/** An object of Argo that is checked. */
export interface Subject {
  readonly file: string;
  /** The export that holds the object, when the file is a module. */
  readonly exportName?: string;
  /** Where the object is in its document, if that is a List. */
  readonly within?: JsonPath;
  /** The version of Argo that the object is checked for. */
  readonly version: ArgoVersion;
  readonly kind: string;
  readonly metadata: Metadata;
  readonly problems: readonly StructureProblem[];
  /** The spec of the workflow; undefined for kinds without one. */
  readonly spec: WorkflowSpec | undefined;
  readonly specPath: JsonPath;
  readonly cron: CronSpec | undefined;
  /** The templates of the spec, in order. */
  readonly templates: readonly TemplateView[];
  /** The templates of the spec, each followed by the inline templates in it. */
  readonly allTemplates: readonly TemplateView[];
  readonly templatesByName: ReadonlyMap<string, TemplateView>;
  readonly locate: YamlDocument['locate'];
  readonly written: YamlDocument['written'];
}

/** Tells whether other objects can refer to the templates of an object. */
export function isLibrary(subject: Subject): boolean {
  return subject.kind === 'WorkflowTemplate' || subject.kind === 'ClusterWorkflowTemplate';
}

/** Returns a document as an object of one of Argo's kinds; undefined for anything else. */
export function viewSubject(one: FileDocument, target: LintTarget): Subject | undefined {
  const {
    version,
    tables: { definitions, kinds },
  } = target;
  const { file, exportName, document, within } = one;
  const { kind } = fieldsOf(one);
  const definition = isOfArgo(one, target) && typeof kind === 'string' ? kinds[kind] : undefined;
  if (typeof kind !== 'string' || definition === undefined) return undefined;
  const conformed = conform(document.value, definition, definitions);
  // Every part that is read below has its type, since it conforms to its definition.
  const object = conformed.value as { readonly metadata?: Metadata; readonly spec?: unknown };
  const cron = kind === 'CronWorkflow' ? ((object.spec ?? {}) as CronSpec) : undefined;
  const holdsWorkflow = kind !== 'WorkflowEventBinding';
  const spec = cron
    ? (cron.workflowSpec ?? {})
    : holdsWorkflow
      ? ((object.spec ?? {}) as WorkflowSpec)
      : undefined;
  const specPath = cron ? ['spec', 'workflowSpec'] : ['spec'];
  const values = globalValues(spec);
  const ends = kind === 'Workflow' || cron ? [spec?.entrypoint, spec?.onExit] : [spec?.onExit];
  const templates = (spec?.templates ?? []).map((template, index) => {
    const given = template.name && ends.includes(template.name) ? (spec?.arguments ?? {}) : undefined;
    return viewTemplate(template, [...specPath, 'templates', index], { values, given });
  });
  return {
    file,
    ...(exportName === undefined ? {} : { exportName }),
    ...(within && { within }),
    version,
    kind,
    metadata: object.metadata ?? {},
    problems: conformed.problems,
    spec,
    specPath,
    cron,
    templates,
    allTemplates: templates.flatMap((template) => [...withInline(template)]),
    templatesByName: firstByName(templates),
    locate: document.locate,
    written: document.written,
  };
}

function* withInline(view: TemplateView): Generator<TemplateView> {
  yield view;
  for (const { inline } of view.calls) if (inline) yield* withInline(inline);
}

function firstByName(templates: readonly TemplateView[]): ReadonlyMap<string, TemplateView> {
  const byName = new Map<string, TemplateView>();
  for (const view of templates) {
    const name = view.template.name ?? '';
    if (!byName.has(name)) byName.set(name, view);
  }
  return byName;
}
