import { isSelf } from '../plan/build-templates.ts';
import type { BodyPlan, CallPlan, OutputPlan, SlotPlan, TemplatePlan } from '../plan/plan.ts';
import { outputSlots } from '../plan/slots-of-plan.ts';
import { type Callee, type CallScope, hookCode, taskCode } from './call-code.ts';
import { type BlockCode, type Code, callCode, type StatementCode } from './code.ts';
import type { CodeContext } from './code-context.ts';
import { optionsCode } from './pod-code.ts';
import { printKey, printText } from './print-text.ts';
import { slotCode } from './slots-code.ts';
import { type ResolveTag, textCode } from './tag-code.ts';
import { bodyScope, type KnownCall } from './tag-scopes.ts';

/** Returns the code of a call of `dag` or `steps`. */
export function bodyCode(plan: BodyPlan, context: CodeContext): Code {
  context.imports.add(plan.kind);
  const options = optionsCode({ path: plan.path, inputs: plan.inputs, settings: plan.settings }, context);
  return callCode(plan.kind, printText(plan.name), options, new BodyWriter(plan, context).write());
}

/** Thrown for an output that no builder can name. */
export class UnprintableOutput extends Error {
  override readonly name = 'UnprintableOutput';
  /** The template that has it. */
  readonly template: string;

  constructor(reference: string, template: string) {
    super(`its output ${JSON.stringify(reference)} cannot be named`);
    this.template = template;
  }
}

class BodyWriter {
  readonly #plan: BodyPlan;
  readonly #context: CodeContext;
  readonly #known = new Map<string, KnownCall>();
  readonly #used = new Set<string>();
  readonly #scope: CallScope;
  readonly #constants: ReadonlyMap<string, string>;

  constructor(plan: BodyPlan, context: CodeContext) {
    this.#plan = plan;
    this.#context = context;
    const names = context.names.fork();
    const calls = plan.groups.flat().map(({ name }) => name);
    this.#constants = new Map(
      calls.map((name) => [name, names.claim(name, plan.kind === 'dag' ? 'Task' : 'Step')]),
    );
    const parameters = bodyScope(plan, this.#known, 'parameter');
    const artifacts = bodyScope(plan, this.#known, 'artifact');
    this.#scope = {
      parameters: (tag) => this.#mark(tag, parameters(tag)) ?? context.parameters(tag),
      artifacts: (tag) => this.#mark(tag, artifacts(tag)),
      imports: context.imports,
      constantOf: (name) => {
        this.#used.add(name);
        return this.#constantOf(name);
      },
    };
  }

  write(): BlockCode {
    const { groups, outputs, kind } = this.#plan;
    // Which calls need a constant is only known after all of them were printed.
    const written = groups.map((group) => group.map((call) => ({ call, code: this.#callCode(call) })));
    const fields = outputs.map((output) => ({ key: printKey(output.name), value: this.#outputCode(output) }));
    const statements = written.flatMap((group) =>
      kind === 'steps' && group.length > 1
        ? [this.#parallel(group)]
        : group.map(({ call, code }) => this.#statement(call, code)),
    );
    if (fields.length > 0) statements.push({ head: 'return ', code: { kind: 'object', fields } });
    return { kind: 'block', parameters: kind === 'dag' ? '(d)' : '(s)', statements };
  }

  #callCode(call: CallPlan): Code {
    const hooks = this.#hooksCode(call);
    const code = taskCode(call, this.#calleeOf(call), { scope: this.#scope, hooks });
    this.#known.set(call.name, this.#knownCall(call));
    return code;
  }

  #knownCall(call: CallPlan): KnownCall {
    return { constant: this.#constantOf(call.name), ...this.#outputsOf(call) };
  }

  /** Prints a function if the hooks refer to the call itself. */
  #hooksCode(call: CallPlan): Code | undefined {
    if (call.hooks.length === 0) return undefined;
    const self = new Map([[call.name, this.#knownCall(call)]]);
    let isOwn = false;
    const orOwn = (resolve: ResolveTag, kind: SlotPlan['kind']): ResolveTag => {
      const own = bodyScope({ ...this.#plan, inputs: [] }, self, kind);
      return (tag) => {
        const code = own(tag);
        isOwn ||= code !== undefined;
        return code ?? resolve(tag);
      };
    };
    const parameters = orOwn(this.#scope.parameters, 'parameter');
    const scope = { ...this.#scope, parameters, artifacts: orOwn(this.#scope.artifacts, 'artifact') };
    const fields = call.hooks.map((hook) => ({
      key: printKey(hook.name),
      value: hookCode(hook.call, this.#calleeOf(hook.call), scope),
    }));
    const body: Code = { kind: 'object', fields };
    return isOwn ? { kind: 'arrow', parameters: `(${this.#constantOf(call.name)})`, body } : body;
  }

  #statement(call: CallPlan, code: Code): StatementCode {
    const { comments: book } = this.#context;
    const ofGroup = this.#plan.kind === 'steps' ? book.take(call.path.slice(0, -1)) : [];
    const comments = [...ofGroup, ...book.takeWithin(call.path)];
    return {
      head: this.#used.has(call.name) ? `const ${this.#constantOf(call.name)} = ` : '',
      code,
      comments,
    };
  }

  #parallel(group: readonly { readonly call: CallPlan; readonly code: Code }[]): StatementCode {
    const path = group[0]?.call.path.slice(0, -1) ?? [];
    const comments = this.#context.comments.take(path);
    const statements = group.map(({ call, code }) => this.#statement(call, code));
    const kept = group
      .filter(({ call }) => this.#used.has(call.name))
      .map(({ call }) => this.#constantOf(call.name));
    const names = `{ ${kept.join(', ')} }`;
    if (kept.length > 0) statements.push({ head: 'return ', code: names });
    const block: BlockCode = { kind: 'block', parameters: '()', statements };
    return {
      head: kept.length > 0 ? `const ${names} = ` : '',
      code: callCode('s.parallel', block),
      comments,
    };
  }

  #calleeOf(call: CallPlan): Callee {
    const [method, self] = this.#plan.kind === 'dag' ? ['d.task', 'd.self'] : ['s.step', 's.self'];
    if (isSelf(call, this.#plan)) return { method, template: self, inputs: this.#plan.inputs };
    const { callee } = call;
    if (callee.kind === 'remote') return this.#remoteCallee(call, method);
    const inputs = this.#context.plans.get(callee.name)?.inputs ?? [];
    return { method, template: this.#context.constants.get(callee.name) ?? '', inputs };
  }

  #remoteCallee(call: CallPlan, method: string): Callee {
    const remote = this.#context.remotes.get(call);
    if (remote?.plan.known !== undefined) this.#context.imports.add('templateRef');
    return { method, template: remote?.code ?? '', inputs: remote?.plan.inputs ?? [] };
  }

  #outputsOf(call: CallPlan): Pick<KnownCall, 'outputs' | 'prints'> {
    if (isSelf(call, this.#plan)) return { outputs: [], prints: false };
    if (call.callee.kind === 'remote') {
      const { known, outputs = [] } = this.#context.remotes.get(call)?.plan ?? {};
      return { outputs, prints: known === undefined ? outputs.some(isResult) : prints(known.plan) };
    }
    const callee = this.#context.plans.get(call.callee.name);
    if (callee === undefined) return { outputs: [], prints: false };
    return { outputs: outputSlots(callee), prints: prints(callee) };
  }

  #outputCode({ kind, options, reference, expression }: OutputPlan): Code {
    const { imports } = this.#context;
    const { parameters, artifacts } = this.#scope;
    if (expression !== undefined)
      return { kind: 'object', fields: [{ key: 'expression', value: printText(expression) }] };
    if (reference === undefined)
      return slotCode({ kind, options }, { imports }, (text) =>
        // An artifact is not text, so it can only replace the whole value.
        textCode(
          text,
          parameters,
          kind === 'artifact' ? (tag) => artifacts(tag) ?? parameters(tag) : parameters,
        ),
      );
    const code = kind === 'artifact' ? artifacts(reference) : parameters(reference);
    if (code !== undefined) return code;
    if (kind === 'artifact') throw new UnprintableOutput(reference, this.#plan.name);
    imports.add('reference');
    return `reference(${printText(reference)})`;
  }

  #constantOf(name: string): string {
    return this.#constants.get(name) ?? '';
  }

  #mark(tag: string, code: string | undefined): string | undefined {
    const [, name] = /^(?:tasks|steps)\.([^.]+)\./.exec(tag) ?? [];
    if (code !== undefined && name !== undefined) this.#used.add(name);
    return code;
  }
}

function isResult({ name }: SlotPlan): boolean {
  return name === 'result';
}

/** Returns whether `result` is the standard output of a template rather than a declared output. */
function prints(plan: TemplatePlan): boolean {
  // The standard output of a literal is a slot without `valueFrom`.
  if (plan.kind === 'literal') return plan.outputs.some((slot) => isResult(slot) && isPrinted(slot));
  return plan.kind === 'pod' && !plan.outputs.some(isResult);
}

function isPrinted({ kind, options }: SlotPlan): boolean {
  return kind === 'parameter' && options.valueFrom === undefined;
}
