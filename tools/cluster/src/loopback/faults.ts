import type { SeenRequest } from './seen-request.ts';

/** Something that goes wrong with a request. */
export type Fault =
  /** The reply has this status instead. `retryAfter` is in seconds. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly retryAfter?: number;
      readonly message?: string;
    }
  /** The reply has this text instead, with status 200. */
  | { readonly kind: 'text'; readonly text: string; readonly contentType?: string }
  /** The connection breaks after so many bytes of the body. */
  | { readonly kind: 'cut'; readonly after: number }
  /** The reply ends properly after so many bytes of the body. */
  | { readonly kind: 'end'; readonly after: number }
  /** The reply starts so many milliseconds later. */
  | { readonly kind: 'slow'; readonly milliseconds: number };

/** Which requests a fault happens to. */
export interface FaultRule {
  readonly fault: Fault;
  /** @default all requests */
  readonly matches?: (request: SeenRequest) => boolean;
  /** How often it happens. @default once */
  readonly times?: number;
}

/** The faults that a server still has to make. */
export interface Faults {
  add(rule: FaultRule): void;
  /** Returns the fault of a request, and counts it as done. */
  take(request: SeenRequest): Fault | undefined;
  clear(): void;
}

/** Returns a list without faults. */
export function createFaults(): Faults {
  let rules: { readonly rule: FaultRule; left: number }[] = [];
  return {
    add: (rule) => {
      rules.push({ rule, left: rule.times ?? 1 });
    },
    take(request) {
      const found = rules.find(({ rule, left }) => left > 0 && (rule.matches?.(request) ?? true));
      if (found === undefined) return undefined;
      found.left -= 1;
      return found.rule.fault;
    },
    clear: () => {
      rules = [];
    },
  };
}
