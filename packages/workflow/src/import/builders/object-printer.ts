import { formatPath, type JsonPath } from '../../json-path.ts';
import type { CommentBook } from '../find-comments.ts';
import type { NameBook } from '../name-book.ts';
import { printObject } from '../print-object.ts';
import { printComments, printMember } from '../print-value.ts';
import { outputSlots } from './build-templates.ts';
import type { CodeContext } from './code-context.ts';
import type { TemplateOrder } from './order-templates.ts';
import type { JsonObject, TemplatePlan } from './plan.ts';
import type { SpecPlan } from './plan-spec.ts';
import { printBody } from './print-body.ts';
import { type CodePlace, type Entry, printCall, printEntries, printList } from './print-entries.ts';
import { printPod } from './print-pod.ts';
import { printDeclaration } from './print-remote.ts';
import { printPlain, printSlots } from './print-slots.ts';
import { TrackedComments } from './tracked-comments.ts';

/** An object to print, and what its module has so far. */
export interface BuiltObject {
  /** The constant that exports it. */
  readonly name: string;
  readonly kind: string;
  readonly value: JsonObject;
  readonly comments: CommentBook;
  readonly names: NameBook;
  /** What the module imports from the package; what the code needs is added. */
  readonly imports: Set<string>;
}

/** The spec of an object, and how the builders write it. */
export interface BuiltSpec {
  readonly path: JsonPath;
  readonly spec: JsonObject;
  readonly order: TemplateOrder;
  /** Absent where the spec is a literal with the templates in it. */
  readonly form: SpecPlan | undefined;
}

/** Prints the constants of an object's templates, and the object. */
export class ObjectPrinter {
  readonly #object: BuiltObject;
  readonly #spec: BuiltSpec;
  readonly #context: CodeContext;
  readonly #final = new Map<string, string>();
  readonly #parametersName: string | undefined;

  constructor(object: BuiltObject, spec: BuiltSpec) {
    this.#object = object;
    this.#spec = spec;
    const { names, imports } = object;
    const parameters = spec.form?.parameters ?? [];
    this.#parametersName = parameters.length === 0 ? undefined : names.claim('parameters', 'OfWorkflow');
    for (const { name } of spec.order.ordered) this.#final.set(name, names.claim(name, 'Template'));
    this.#context = {
      names,
      comments: new TrackedComments(object.comments),
      imports,
      plans: new Map(spec.order.ordered.map((plan) => [plan.name, plan])),
      constants: new Map(),
      remotes: new Map(),
      parameters: (tag) => {
        const [, name] = /^workflow\.parameters\.([^.]+)$/.exec(tag) ?? [];
        const isKnown = parameters.some((parameter) => parameter.name === name);
        return name !== undefined && isKnown ? `${this.#parametersName}${printMember(name)}` : undefined;
      },
    };
  }

  print(): string {
    const { order } = this.#spec;
    const parameters = this.#printParameters();
    const declared = order.declared.map((plan) => this.#declare(plan));
    const templates = order.ordered.map((plan) => this.#printTemplate(plan));
    const object = this.#printObject();
    const about = printComments(this.#context.comments.takeBelow([]));
    return [about === '' ? '' : `${about}\n`, parameters, ...declared, ...templates, object].join('');
  }

  #printParameters(): string {
    const { form } = this.#spec;
    if (form === undefined || this.#parametersName === undefined) return '';
    this.#context.imports.add('workflowParameters');
    const call = printCall(
      'workflowParameters',
      [(place) => printSlots(form.parameters, place, this.#context)],
      this.#after(this.#parametersName),
    );
    const comments = printComments(this.#context.comments.takeBelow([...this.#spec.path, 'arguments']));
    return `${comments}const ${this.#parametersName} = ${call};\n\n`;
  }

  #declare(plan: TemplatePlan): string {
    const constant = this.#context.names.claim(`declared-${plan.name}`, 'Template');
    const slots = { inputs: plan.inputs, outputs: outputSlots(plan) };
    this.#context.constants.set(plan.name, constant);
    return `const ${constant} = ${printDeclaration(plan.name, slots, this.#after(constant), this.#context)};\n\n`;
  }

  #printTemplate(plan: TemplatePlan): string {
    const constant = this.#final.get(plan.name) ?? plan.name;
    const before = new Set(this.#context.remotes.keys());
    const place = this.#after(constant);
    const code =
      plan.kind === 'pod' ? printPod(plan, place, this.#context) : printBody(plan, place, this.#context);
    this.#context.constants.set(plan.name, constant);
    const remotes = [...this.#context.remotes].filter(([key]) => !before.has(key));
    const comments = printComments(this.#context.comments.takeBelow(plan.path));
    return `${remotes.map(([made, name]) => `const ${name} = ${made};\n\n`).join('')}${comments}const ${constant} = ${code};\n\n`;
  }

  #printObject(): string {
    const { name, kind, value } = this.#object;
    const { path, form } = this.#spec;
    const builder = kind.charAt(0).toLowerCase() + kind.slice(1);
    const indent = '  '.repeat(path.length);
    this.#context.imports.add(builder);
    const place = { indent, column: indent.length + 6 };
    const [at, code] =
      form === undefined
        ? [
            [...path, 'templates'],
            this.#printTemplatesOf({ indent: `${indent}  `, column: indent.length + 13 }),
          ]
        : [path, this.#printSpecFrom(form, place)];
    const { comments } = this.#context;
    const { apiVersion: _apiVersion, kind: _kind, ...body } = value;
    const literal = printObject(body, { comments, names: new Map([[formatPath(at), code]]) });
    return `export const ${name} = ${builder}(${literal});\n`;
  }

  #printTemplatesOf(place: CodePlace): string {
    this.#context.imports.add('templatesOf');
    const names = [...this.#context.plans.values()]
      .sort((a, b) => Number(a.path.at(-1)) - Number(b.path.at(-1)))
      .map((plan) => this.#constantOf(plan.name));
    return printCall('templatesOf', [(at) => printList(names, at)], place);
  }

  #printSpecFrom(form: SpecPlan, place: CodePlace): string {
    this.#context.imports.add('specFrom');
    const hasOptions =
      form.onExit !== undefined ||
      form.parameters.length + form.uncalled.length + Object.keys(form.rest).length > 0;
    for (const field of ['entrypoint', 'onExit', 'arguments', 'templates'])
      this.#context.comments.move([...this.#spec.path, field], this.#spec.path);
    const options = (at: CodePlace): string => printEntries(this.#specEntries(form, at.indent), at);
    return printCall(
      'specFrom',
      [() => this.#constantOf(form.entrypoint), ...(hasOptions ? [options] : [])],
      place,
    );
  }

  #specEntries({ onExit, parameters, uncalled, rest }: SpecPlan, outer: string): readonly Entry[] {
    const indent = `${outer}  `;
    const entries: Entry[] = [];
    if (parameters.length > 0) entries.push({ key: 'parameters', code: this.#parametersName ?? '' });
    if (onExit !== undefined) entries.push({ key: 'onExit', code: this.#constantOf(onExit) });
    for (const [key, value] of Object.entries(rest)) {
      const comments = this.#context.comments.takeBelow([...this.#spec.path, key]);
      entries.push({
        key,
        code: printPlain(value, { indent, column: indent.length + key.length + 2 }),
        comments,
      });
    }
    if (uncalled.length > 0) {
      const names = uncalled.map((name) => this.#constantOf(name));
      entries.push({ key: 'templates', code: printList(names, { indent, column: indent.length + 11 }) });
    }
    return entries;
  }

  #constantOf(template: string): string {
    return this.#context.constants.get(template) ?? '';
  }

  #after(constant: string): CodePlace {
    return { indent: '', column: `const ${constant} = `.length };
  }
}
