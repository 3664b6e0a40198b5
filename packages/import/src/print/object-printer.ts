import type { JsonPath } from '@tiphys/models/facts';
import type { Library } from '../plan/library.ts';
import { callsOf, type TemplateOrder } from '../plan/order-templates.ts';
import type { CallPlan, HookPlan, TemplatePlan } from '../plan/plan.ts';
import type { SpecPlan } from '../plan/plan-spec.ts';
import type { RemotePlan } from '../plan/remote-plan.ts';
import { outputSlots } from '../plan/slots-of-plan.ts';
import type { CommentBook } from '../read/comment-book.ts';
import type { ManifestObject } from '../read/manifest-object.ts';
import { PathMap } from '../read/path-map.ts';
import { bodyCode } from './body-code.ts';
import { hookCode } from './call-code.ts';
import { type Code, callCode, type FieldCode, namesCode } from './code.ts';
import type { CodeContext, PrintedRemote } from './code-context.ts';
import { frameCode } from './frame-code.ts';
import { layoutStatement, printComments } from './layout-code.ts';
import type { NameBook } from './name-book.ts';
import { podCode } from './pod-code.ts';
import { printKey, printMember } from './print-text.ts';
import { declarationCode, literalCode, remoteCode } from './remote-code.ts';
import { slotsCode } from './slots-code.ts';
import { valueCode } from './value-code.ts';

/** An object to print, and the state of its module. */
export interface BuiltObject {
  /** The constant that exports it. */
  readonly name: string;
  readonly kind: string;
  readonly value: ManifestObject;
  readonly comments: CommentBook;
  readonly names: NameBook;
  /** The names that the module imports from the package; printing adds those that it needs. */
  readonly imports: Set<string>;
  /** The templates of earlier objects; printing adds those of this one. */
  readonly library: Library;
}

/** The spec of an object, and its plan. */
export interface BuiltSpec {
  readonly path: JsonPath;
  readonly order: TemplateOrder;
  /** The templates of other objects, by the call. */
  readonly remotes: ReadonlyMap<CallPlan, RemotePlan>;
  /** Absent if the spec is a literal that contains the templates. */
  readonly form: SpecPlan | undefined;
}

/** Prints the constants of an object's templates, and the object. */
export class ObjectPrinter {
  readonly #object: BuiltObject;
  readonly #spec: BuiltSpec;
  readonly #context: CodeContext;
  readonly #final = new Map<string, string>();
  readonly #parametersName: string | undefined;
  readonly #printedRemotes = new Set<string>();

  constructor(object: BuiltObject, spec: BuiltSpec) {
    this.#object = object;
    this.#spec = spec;
    const { names, comments, imports } = object;
    const parameters = spec.form?.parameters ?? [];
    this.#parametersName = parameters.length === 0 ? undefined : names.claim('parameters', 'OfWorkflow');
    for (const { name } of spec.order.ordered) this.#final.set(name, names.claim(name, 'Template'));
    const known = new Set(parameters.map(({ name }) => name));
    this.#context = {
      names,
      comments,
      imports,
      plans: new Map(spec.order.ordered.map((plan) => [plan.name, plan])),
      constants: new Map(),
      remotes: nameRemotes(spec.remotes, names),
      parameters: (tag) => {
        const [, name] = /^workflow\.parameters\.([^.]+)$/.exec(tag) ?? [];
        return name !== undefined && known.has(name)
          ? `${this.#parametersName}${printMember(name)}`
          : undefined;
      },
    };
  }

  /** The constant of a template. */
  constantOf(template: string): string {
    return this.#context.constants.get(template) ?? '';
  }

  print(): string {
    const { order } = this.#spec;
    const parameters = this.#printParameters();
    const declared = order.declared.map((plan) => this.#declare(plan));
    const templates = order.ordered.map((plan) => this.#printTemplate(plan));
    const object = this.#printObject();
    const about = printComments(this.#context.comments.takeWithin([]));
    return [about === '' ? '' : `${about}\n`, parameters, ...declared, ...templates, object].join('');
  }

  #printParameters(): string {
    const { form, path } = this.#spec;
    if (form === undefined || this.#parametersName === undefined) return '';
    this.#context.imports.add('workflowParameters');
    const place = [...path, 'arguments'];
    const code = callCode('workflowParameters', slotsCode(form.parameters, this.#context, place));
    return this.#constant(this.#parametersName, code, this.#context.comments.takeWithin(place));
  }

  #declare(plan: TemplatePlan): string {
    const constant = this.#context.names.claim(`declared-${plan.name}`, 'Template');
    const slots = { inputs: plan.inputs, outputs: outputSlots(plan) };
    this.#context.constants.set(plan.name, constant);
    return this.#constant(constant, declarationCode(plan.name, slots, this.#context));
  }

  #printTemplate(plan: TemplatePlan): string {
    const constant = this.#final.get(plan.name) ?? plan.name;
    const remotes = callsOf(plan).map((call) => this.#printRemote(call));
    const code = this.#templateCode(plan);
    this.#context.constants.set(plan.name, constant);
    const reasons = plan.kind === 'literal' ? [` Written as a literal: ${plan.reason}`] : [];
    const comments = [...this.#context.comments.takeWithin(plan.path), ...reasons];
    return `${remotes.join('')}${this.#constant(constant, code, comments)}`;
  }

  #templateCode(plan: TemplatePlan): Code {
    if (plan.kind === 'pod') return podCode(plan, this.#context);
    return plan.kind === 'literal' ? literalCode(plan, this.#context) : bodyCode(plan, this.#context);
  }

  /** Prints a remote template above the first template that calls it. */
  #printRemote(call: CallPlan): string {
    const remote = this.#context.remotes.get(call);
    if (remote === undefined || remote.plan.known !== undefined) return '';
    if (this.#printedRemotes.has(remote.code)) return '';
    this.#printedRemotes.add(remote.code);
    return this.#constant(remote.code, remoteCode(remote.plan, this.#context));
  }

  #constant(name: string, code: Code, comments: readonly string[] = []): string {
    return `${layoutStatement({ head: `const ${name} = `, code, comments })}\n`;
  }

  #printObject(): string {
    const { name, kind, value } = this.#object;
    const { path, form } = this.#spec;
    const builder = kind.charAt(0).toLowerCase() + kind.slice(1);
    this.#context.imports.add(builder);
    const replacements = new PathMap<Code>(
      form === undefined ? [[[...path, 'templates'], this.#templatesOf()]] : [[path, this.#specFrom(form)]],
    );
    const code = callCode(builder, frameCode(value, this.#context.comments, replacements));
    return layoutStatement({ head: `export const ${name} = `, code });
  }

  #templatesOf(): Code {
    this.#context.imports.add('templatesOf');
    const names = [...this.#context.plans.values()]
      .sort((a, b) => Number(a.path.at(-1)) - Number(b.path.at(-1)))
      .map((plan) => this.constantOf(plan.name));
    return callCode('templatesOf', namesCode(names));
  }

  #specFrom(form: SpecPlan): Code {
    const { comments, imports } = this.#context;
    imports.add('specFrom');
    for (const field of ['entrypoint', 'onExit', 'arguments', 'templates'])
      comments.move([...this.#spec.path, field], this.#spec.path);
    const fields = this.#specFields(form);
    const options: readonly Code[] = fields.length === 0 ? [] : [{ kind: 'object', fields }];
    return callCode('specFrom', this.constantOf(form.entrypoint), ...options);
  }

  #hooksField(hooks: readonly HookPlan[]): FieldCode {
    const { parameters, imports, comments, plans } = this.#context;
    const scope = { parameters, artifacts: () => undefined, imports, constantOf: () => '' };
    const fields = hooks.map(({ name, call }): FieldCode => {
      const template = call.callee.kind === 'own' ? call.callee.name : '';
      const inputs = plans.get(template)?.inputs ?? [];
      const value = hookCode(call, { method: '', template: this.constantOf(template), inputs }, scope);
      return { key: printKey(name), value, comments: comments.takeWithin(call.path) };
    });
    const about = comments.takeWithin([...this.#spec.path, 'hooks']);
    return { key: 'hooks', value: { kind: 'object', fields }, comments: about };
  }

  #specFields({ onExit, parameters, uncalled, hooks, rest }: SpecPlan): readonly FieldCode[] {
    const { comments } = this.#context;
    const fields: FieldCode[] = [];
    if (parameters.length > 0) fields.push({ key: 'parameters', value: this.#parametersName ?? '' });
    if (onExit !== undefined) fields.push({ key: 'onExit', value: this.constantOf(onExit) });
    if (hooks.length > 0) fields.push(this.#hooksField(hooks));
    for (const [key, content] of Object.entries(rest)) {
      const path = [...this.#spec.path, key];
      const value = valueCode(content, { path, comments });
      fields.push({ key: printKey(key), value, comments: comments.takeWithin(path) });
    }
    if (uncalled.length > 0)
      fields.push({ key: 'templates', value: namesCode(uncalled.map((name) => this.constantOf(name))) });
    return fields;
  }
}

/** Templates with equal declarations share a constant. */
function nameRemotes(
  remotes: ReadonlyMap<CallPlan, RemotePlan>,
  names: NameBook,
): ReadonlyMap<CallPlan, PrintedRemote> {
  const named = new Map<string, PrintedRemote>();
  return new Map(
    [...remotes].map(([call, plan]) => {
      const { known, ...declared } = plan;
      if (known !== undefined) return [call, { plan, code: known.code }];
      const key = JSON.stringify(declared);
      const remote = named.get(key) ?? { plan, code: names.claim(plan.template, 'Template') };
      named.set(key, remote);
      return [call, remote];
    }),
  );
}
