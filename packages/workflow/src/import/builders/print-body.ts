import { printComments, printText } from '../print-value.ts';
import { isSelf, outputSlots } from './build-templates.ts';
import type { CodeContext } from './code-context.ts';
import type { BodyPlan, CallPlan, OutputPlan } from './plan.ts';
import { type CallScope, printCallPlan } from './print-call-plan.ts';
import { type CodePlace, type Entry, printCall, printEntries } from './print-entries.ts';
import { printOptions } from './print-pod.ts';
import { printRemote } from './print-remote.ts';
import { remoteOf } from './remote-plan.ts';
import { bodyScope, type KnownCall } from './tag-scopes.ts';

/** Gives the call of `dag` or `steps`. */
export function printBody(plan: BodyPlan, place: CodePlace, context: CodeContext): string {
  context.imports.add(plan.kind);
  return printCall(
    plan.kind,
    [
      () => printText(plan.name),
      (at) => printOptions({ inputs: plan.inputs, settings: plan.settings }, at, context),
      ({ indent }) => new BodyPrinter(plan, context).print(indent),
    ],
    place,
  );
}

/** An output that no builder can name. */
export class UnprintableOutput extends Error {
  override readonly name = 'UnprintableOutput';
}

class BodyPrinter {
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
      useItem: () => context.imports.add('item'),
      constantOf: (name) => this.#mark(`tasks.${name}.`, this.#constantOf(name)) ?? '',
    };
  }

  print(indent: string): string {
    const inner = `${indent}  `;
    const written = this.#plan.groups.map((group) =>
      group.map((call) => this.#printCall(call, group, inner)),
    );
    const outputs = this.#plan.outputs.map(
      (output): Entry => ({ key: output.name, code: this.#outputCode(output) }),
    );
    const lines = this.#plan.groups.map((group, index) =>
      this.#printGroup(group, written[index] ?? [], inner),
    );
    const result =
      outputs.length === 0
        ? ''
        : `${inner}return ${printEntries(outputs, { indent: inner, column: inner.length + 7 })};\n`;
    return `(${this.#plan.kind === 'dag' ? 'd' : 's'}) => {\n${lines.join('')}${result}${indent}}`;
  }

  #printCall(call: CallPlan, group: readonly CallPlan[], indent: string): string {
    const isParallel = this.#isParallel(group);
    const at = isParallel ? `${indent}  ` : indent;
    const constant = this.#constantOf(call.name);
    const method = this.#plan.kind === 'dag' ? 'd.task' : 's.step';
    const template = this.#calleeCode(call);
    const column = at.length + `const ${constant} = `.length;
    const code = printCallPlan(call, { method, template }, this.#scope, { indent: at, column });
    this.#known.set(call.name, { constant, ...this.#outputsOf(call) });
    return code;
  }

  #printGroup(group: readonly CallPlan[], codes: readonly string[], indent: string): string {
    const isParallel = this.#isParallel(group);
    const at = isParallel ? `${indent}  ` : indent;
    const lines = group.map((call, index) => {
      const keeps = this.#used.has(call.name) ? `const ${this.#constantOf(call.name)} = ` : '';
      return `${printComments(this.#commentsOf(call), at)}${at}${keeps}${codes[index]};\n`;
    });
    if (!isParallel) return lines.join('');
    const kept = group.filter(({ name }) => this.#used.has(name)).map(({ name }) => this.#constantOf(name));
    if (kept.length === 0) return `${indent}s.parallel(() => {\n${lines.join('')}${indent}});\n`;
    const names = `{ ${kept.join(', ')} }`;
    return `${indent}const ${names} = s.parallel(() => {\n${lines.join('')}${at}return ${names};\n${indent}});\n`;
  }

  #isParallel(group: readonly CallPlan[]): boolean {
    return this.#plan.kind === 'steps' && group.length > 1;
  }

  #calleeCode(call: CallPlan): string {
    if (isSelf(call, this.#plan)) return this.#plan.kind === 'dag' ? 'd.self' : 's.self';
    if (call.callee.kind === 'remote') return printRemote(remoteOf(call, this.#plan), this.#context);
    return this.#context.constants.get(call.callee.name) ?? '';
  }

  #outputsOf(call: CallPlan): Pick<KnownCall, 'outputs' | 'prints'> {
    if (isSelf(call, this.#plan)) return { outputs: [], prints: false };
    if (call.callee.kind === 'remote') {
      const { outputs } = remoteOf(call, this.#plan);
      return { outputs, prints: outputs.some(({ name }) => name === 'result') };
    }
    const callee = this.#context.plans.get(call.callee.name);
    if (callee === undefined) return { outputs: [], prints: false };
    const prints = callee.kind === 'pod' && callee.outputs.every(({ name }) => name !== 'result');
    return { outputs: outputSlots(callee), prints };
  }

  #outputCode({ kind, text }: OutputPlan): string {
    if (kind === 'expression') return `{ expression: ${printText(text)} }`;
    const code = kind === 'artifact' ? this.#scope.artifacts(text) : this.#scope.parameters(text);
    if (code !== undefined) return code;
    if (kind === 'artifact') throw new UnprintableOutput(text);
    this.#context.imports.add('reference');
    return `reference(${printText(text)})`;
  }

  #constantOf(name: string): string {
    return this.#constants.get(name) ?? '';
  }

  #mark(tag: string, code: string | undefined): string | undefined {
    const [, name] = /^(?:tasks|steps)\.([^.]+)\./.exec(tag) ?? [];
    if (code !== undefined && name !== undefined) this.#used.add(name);
    return code;
  }

  #commentsOf({ path }: CallPlan): readonly string[] {
    return this.#context.comments.takeBelow(path);
  }
}
