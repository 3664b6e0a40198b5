/** The step or task that a template is called by. */
export interface Caller {
  readonly kind: 'steps' | 'tasks';
  readonly name: string;
}
