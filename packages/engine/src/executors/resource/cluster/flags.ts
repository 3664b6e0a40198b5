import { KubectlError } from '../kubectl-error.ts';
import { findKindByName, type ObjectKind } from '../objects/object-kind.ts';

/** The flags of a resource template that a local run understands. */
export interface ReadFlags {
  readonly namespace: string | undefined;
  /** Whether `replace` creates the object anew. */
  readonly force: boolean;
  /** The object that the arguments name, as in `configmap settings` or `configmap/settings`. */
  readonly target: { readonly kind: ObjectKind; readonly name: string } | undefined;
}

/** Flags that change nothing here. */
const IGNORED =
  /^--(?:validate|cascade|grace-period|timeout|wait|overwrite|ignore-not-found|field-manager|save-config|record|request-timeout|allow-missing-template-keys|show-managed-fields)(?:=|$)/;

/** Ignored flags whose value may be a word of its own. */
const WITH_VALUE = /^--(?:grace-period|timeout|field-manager|request-timeout)$/;

/**
 * Reads the flags of a template.
 *
 * @throws KubectlError if a flag is not supported
 */
export function readFlags(flags: readonly string[]): ReadFlags {
  const words: string[] = [];
  let namespace: string | undefined;
  let force = false;
  for (let at = 0; at < flags.length; at += 1) {
    const flag = flags[at] ?? '';
    const value = /^(?:--namespace=|-n=?)(.+)$/.exec(flag)?.[1];
    if (value !== undefined) namespace = value;
    else if (flag === '--namespace' || flag === '-n') {
      at += 1;
      namespace = flags[at];
    } else if (flag === '--force' || flag === '--force=true') force = true;
    else if (WITH_VALUE.test(flag)) at += 1;
    else if (!flag.startsWith('-')) words.push(flag);
    else if (!IGNORED.test(flag)) throw unsupported(flag);
  }
  return { namespace, force, target: readTarget(words) };
}

function unsupported(flag: string): KubectlError {
  return new KubectlError(
    'Unsupported',
    `local runs do not support the flag ${flag} of resource templates; add --cluster to use the cluster of your kubeconfig`,
  );
}

function readTarget(words: readonly string[]): ReadFlags['target'] {
  if (words.length === 0) return undefined;
  const [type = '', name = ''] = words.length === 1 ? (words[0] ?? '').split('/', 2) : words;
  const kind = findKindByName(type);
  if (kind === undefined)
    throw new KubectlError('NotFound', `error: the server doesn't have a resource type "${type}"`);
  if (name === '' || words.length > 2)
    throw new KubectlError('Unsupported', 'the flags must name one object');
  return { kind, name };
}
